using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

/// <summary>A claimed module with a configuration, its credentials and its backups.</summary>
internal sealed class CredentialBed
{
    internal CredentialBed(ConfigurationBed module)
    {
        Module = module;
        AccountBed accounts = module.Module;
        StoreContext context = accounts.Context(new SeededRandom(3));
        Credentials = new Credentials(context, accounts.Accounts, Applier);
        Backups = new Backups(context, accounts.Accounts, module.Configurations, Credentials);
    }

    internal ConfigurationBed Module { get; }

    internal CredentialApplier Applier { get; } = new();

    internal Credentials Credentials { get; }

    internal Backups Backups { get; }

    internal static CredentialBed New() => new(ConfigurationBed.Configured());

    /// <summary>With a certificate, a CA and a password in use.</summary>
    internal static CredentialBed Equipped()
    {
        CredentialBed bed = New();
        Assert.AreEqual(CredentialFault.None, bed.Credentials.NewRequest(bed.Module.Anna, "m1", out _));
        Assert.AreEqual(CredentialFault.None, bed.Credentials.InstallCertificate(bed.Module.Anna, "chain of key 1", new ProblemList()));
        Assert.AreEqual(CredentialFault.None, bed.Install(RecordName.TlsCa, "the CA"));
        Assert.AreEqual(CredentialFault.None, bed.Install(RecordName.MqttPassword, "broker secret"));
        return bed;
    }

    internal CredentialFault Install(string name, string content, ProblemList? problems = null)
    {
        return Credentials.Install(Module.Anna, name, Encoding.UTF8.GetBytes(content), problems ?? new ProblemList());
    }

    /// <summary>Whether a key waits for its certificate.</summary>
    internal bool HasPendingKey => Module.Module.Records.Has(RecordName.TlsPending);

    internal string Installed => CredentialApplier.Describe(Credentials.Installed);
}
