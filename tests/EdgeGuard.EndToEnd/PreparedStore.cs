using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Store;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>A store as a technician leaves it behind, without the typing: claimed by anna, certificates of the site's CA, a TLS
/// listener, and the site's policy committed.</summary>
internal static class PreparedStore
{
    public const string Password = "correct horse battery";

    /// <param name="site">Whose PLC, CA and policy.</param>
    /// <param name="store">The folder.</param>
    /// <param name="settings">Settings in addition.</param>
    public static void Create(Site site, string store, params string[] settings)
    {
        using StoredModule stored = Open(store);
        Commission(stored.Module, site, store, settings);
    }

    /// <summary>The same, with another policy on trial when the module ends.</summary>
    public static void CreateOnTrial(Site site, string store, string policy)
    {
        using StoredModule stored = Open(store);
        Person anna = Commission(stored.Module, site, store);
        stored.Module.Store.Configurations.SetPolicy(anna, policy);
        Assert.AreEqual(CommitFault.None, stored.Module.Store.Configurations.CommitOnTrial(anna, 60).Fault);
    }

    /// <summary>What stands on the label of a module that has one.</summary>
    public static string ClaimCode(string store) => File.ReadAllText(Path.Combine(store, StoredModule.LabelFile)).Trim();

    private static StoredModule Open(string store)
    {
        StoredModule? stored = StoredModule.TryOpen(store, new StderrLog(TextWriter.Null), out string problem, out _);
        Assert.IsNotNull(stored, problem);
        stored.Module.Start();
        return stored;
    }

    private static Person Commission(GuardModule module, Site site, string store, params string[] settings)
    {
        Assert.AreEqual(AccountFault.None, module.Store.Accounts.Claim(ClaimCode(store), "anna", Password, "test", out Person? anna));
        Install(module, anna!, RecordName.TlsIdentity, new KeyedCertificate(InCa(site, "m1.key"), InCa(site, "m1.crt")).ToBytes());
        Install(module, anna!, RecordName.TlsCa, File.ReadAllBytes(Path.Combine(site.CaFolder, "ca.crt")));
        Install(module, anna!, RecordName.TlsCrl, File.ReadAllBytes(Path.Combine(site.CaFolder, "ca.crl")));
        string[] all = ["site story", "module m1", "listen.tls 127.0.0.1:0", "plc.address " + site.Plc, .. settings];
        module.Store.Configurations.SetSettings(anna!, string.Concat(all.Select(line => line + "\n")));
        module.Store.Configurations.SetPolicy(anna!, Site.Policy);
        CommitResult result = module.Store.Configurations.Commit(anna!);
        Assert.AreEqual(CommitFault.None, result.Fault, result.Detail);
        return anna!;
    }

    private static void Install(GuardModule module, Person anna, string name, byte[] content)
    {
        Assert.AreEqual(CredentialFault.None, module.Store.Credentials.Install(anna, name, content, new ProblemList()));
    }

    private static string InCa(Site site, string file) => File.ReadAllText(Path.Combine(site.CaFolder, file));
}
