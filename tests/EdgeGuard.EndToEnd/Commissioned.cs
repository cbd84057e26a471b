using System.IO;
using System.Linq;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Store;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>A store as a technician leaves it at the console, made without one: for stories that begin afterwards.</summary>
internal static class Commissioned
{
    /// <summary>Claimed by anna, with the site's certificates, a TLS listener, the site's policy and these settings in addition.</summary>
    internal static void Prepare(Site site, string store, string password, params string[] settings)
    {
        using var stored = StoredModule.TryOpen(store, new StderrLog(TextWriter.Null), out string problem, out _);
        Assert.IsNotNull(stored, problem);
        GuardModule module = stored.Module;
        module.Start();
        string code = File.ReadAllText(Path.Combine(store, StoredModule.LabelFile));
        Assert.AreEqual(AccountFault.None, module.Accounts.Claim(code.Trim(), "anna", password, "test", out Person? anna));
        string InCa(string file) => File.ReadAllText(Path.Combine(site.CaFolder, file));
        foreach ((string name, byte[] content) in new[]
        {
            (RecordName.TlsIdentity, new KeyedCertificate(InCa("m1.key"), InCa("m1.crt")).ToBytes()),
            (RecordName.TlsCa, Encoding.UTF8.GetBytes(InCa("ca.crt"))),
            (RecordName.TlsCrl, Encoding.UTF8.GetBytes(InCa("ca.crl"))),
        })
        {
            Assert.AreEqual(CredentialFault.None, module.Credentials.Install(anna!, name, content, new ProblemList()));
        }
        string[] all = ["site story", "module m1", "listen.tls 127.0.0.1:0", "plc.address " + site.Plc, .. settings];
        module.Configurations.SetSettings(anna!, string.Concat(all.Select(line => line + "\n")));
        module.Configurations.SetPolicy(anna!, Site.Policy);
        CommitResult result = module.Configurations.Commit(anna!);
        Assert.AreEqual(CommitFault.None, result.Fault, result.Detail);
    }
}
