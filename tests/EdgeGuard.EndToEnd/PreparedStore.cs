using System.IO;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Store;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>A store as a technician leaves it behind, without the typing: claimed by anna, certificates of the site's CA, a configuration
/// committed.</summary>
internal static class PreparedStore
{
    public const string Password = "correct horse battery";

    /// <param name="site">Whose PLC, CA and policy.</param>
    /// <param name="store">The folder.</param>
    /// <param name="trial">A policy that is on trial when the module ends; null for none.</param>
    public static void Create(Site site, string store, string? trial = null)
    {
        using var stored = StoredModule.TryOpen(store, new StderrLog(TextWriter.Null), out string problem, out _);
        Assert.IsNotNull(stored, problem);
        GuardModule module = stored.Module;
        module.Start();
        string code = File.ReadAllText(Path.Combine(store, StoredModule.LabelFile));
        Assert.AreEqual(AccountFault.None, module.Accounts.Claim(code.Trim(), "anna", Password, "test", out Person? anna));
        Install(module, anna!, RecordName.TlsIdentity, new KeyedCertificate(InCa(site, "m1.key"), InCa(site, "m1.crt")).ToBytes());
        Install(module, anna!, RecordName.TlsCa, File.ReadAllBytes(Path.Combine(site.CaFolder, "ca.crt")));
        Install(module, anna!, RecordName.TlsCrl, File.ReadAllBytes(Path.Combine(site.CaFolder, "ca.crl")));
        module.Configurations.SetSettings(anna!, $"site story\nmodule m1\nlisten.tls 127.0.0.1:0\nplc.address {site.Plc}\n");
        module.Configurations.SetPolicy(anna!, Site.Policy);
        Assert.AreEqual(CommitFault.None, module.Configurations.Commit(anna!).Fault);
        if (trial == null) return;
        module.Configurations.SetPolicy(anna!, trial);
        Assert.AreEqual(CommitFault.None, module.Configurations.CommitOnTrial(anna!, 60).Fault);
    }

    private static void Install(GuardModule module, Person anna, string name, byte[] content)
    {
        Assert.AreEqual(CredentialFault.None, module.Credentials.Install(anna, name, content, new ProblemList()));
    }

    private static string InCa(Site site, string file) => File.ReadAllText(Path.Combine(site.CaFolder, file));
}
