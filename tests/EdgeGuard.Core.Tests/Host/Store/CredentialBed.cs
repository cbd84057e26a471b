using System.Text;
using EdgeGuard.Core.Events;
using EdgeGuard.Policy.Problems;
using EdgeGuard.Store.Backups;
using EdgeGuard.Store.Credentials;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Core.Tests.Host.Store;

/// <summary>A claimed module with a configuration, and a desk for credentials and backups.</summary>
internal sealed class CredentialBed
{
    internal CredentialBed(DeskBed module)
    {
        Module = module;
        AccountBed accounts = module.Module;
        Credentials = new CredentialDesk(accounts.Records, accounts.Accounts, accounts.Events, Body);
        Backups = new BackupDesk(
            accounts.Records, accounts.Accounts, module.Desk, Credentials, new LibraryHmac(), new SeededRandom(3), accounts.Clock, accounts.Events, AccountBed.Cost);
    }

    internal DeskBed Module { get; }

    internal CredentialBody Body { get; } = new();

    internal CredentialDesk Credentials { get; }

    internal BackupDesk Backups { get; }

    internal static CredentialBed New() => new(DeskBed.Configured());

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

    internal string Installed => CredentialBody.Describe(Credentials.Installed);
}
