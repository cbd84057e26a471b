using System.IO;
using EdgeGuard.Core;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Store.Configuring;
using EdgeGuard.Core.Store.Credentials;
using EdgeGuard.Core.Store.People;
using EdgeGuard.Host.Module;
using EdgeGuard.Host.Store;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class KeepsWhatWasCommittedInItsStore
{
    [TestMethod]
    public void A_module_with_a_store_serves_what_was_stored_also_after_a_kill_and_nothing_that_was_only_on_trial()
    {
        using var site = new Site();
        site.StartPlc();
        string store = Path.Combine(site.Folder, "store");
        string[] op = site.Client("op1", "Operator");
        Prepare(site, store);
        Executable module = site.StartStoredModule(store);
        Expect(0, site.Read(op, "--unit", "1", "holding", "40", "1"));
        Expect(3, site.Write(op, "--unit", "1", "holding", "40", "2000"));

        module.Signal("KILL");
        module.WaitForExit();
        site.StartStoredModule(store);
        Expect(0, site.Write(op, "--unit", "1", "holding", "40", "1500"));
        Expect(3, site.Write(op, "--unit", "1", "holding", "40", "2000"));
    }

    [TestMethod]
    public void A_module_with_an_empty_store_lets_nobody_in_and_stops_cleanly()
    {
        using var site = new Site();
        string store = Path.Combine(site.Folder, "store");
        Executable module = site.Track(Executable.Module("--store", store));
        module.WaitForError("nothing is configured: every request is refused");
        string code = File.ReadAllText(Path.Combine(store, StoredModule.LabelFile)).Trim();
        Assert.IsFalse(module.Errors.Contains(code), "the claim code is in no log");
        module.Signal("TERM");
        Assert.AreEqual(0, module.WaitForExit());
    }

    // What a technician does at the console, without one; the last commit is on trial when the module ends.
    private static void Prepare(Site site, string store)
    {
        using var module = StoredModule.TryOpen(store, new StderrLog(TextWriter.Null), null, out string problem, out _);
        Assert.IsNotNull(module, problem);
        module.Start();
        string code = File.ReadAllText(Path.Combine(store, StoredModule.LabelFile));
        Assert.AreEqual(AccountFault.None, module.Accounts.Claim(code.Trim(), "anna", "correct horse battery", "test", out Person? anna));
        Install(module, anna!, RecordName.TlsIdentity, new KeyedCertificate(InCa(site, "m1.key"), InCa(site, "m1.crt")).ToBytes());
        Install(module, anna!, RecordName.TlsCa, File.ReadAllBytes(Path.Combine(site.CaFolder, "ca.crt")));
        Install(module, anna!, RecordName.TlsCrl, File.ReadAllBytes(Path.Combine(site.CaFolder, "ca.crl")));
        module.Desk.SetSettings(anna!, $"site story\nmodule m1\nlisten.tls 127.0.0.1:0\nplc.address {site.Plc}\n");
        module.Desk.SetPolicy(anna!, Site.Policy);
        Assert.AreEqual(CommitFault.None, module.Desk.Commit(anna!).Fault);
        module.Desk.SetPolicy(anna!, Site.Policy.Replace("value 0-1500", "value 0-9999"));
        Assert.AreEqual(CommitFault.None, module.Desk.CommitOnTrial(anna!, 60).Fault);
    }

    private static void Install(StoredModule module, Person anna, string name, byte[] content)
    {
        Assert.AreEqual(CredentialFault.None, module.Credentials.Install(anna, name, content, new ProblemList()));
    }

    private static string InCa(Site site, string file) => File.ReadAllText(Path.Combine(site.CaFolder, file));

    private static void Expect(int exitCode, Executable run) => Assert.AreEqual(exitCode, run.WaitForExit(), run.Everything());
}
