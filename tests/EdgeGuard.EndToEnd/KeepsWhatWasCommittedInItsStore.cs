using System.IO;
using EdgeGuard.Testing.Programs;

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
        PreparedStore.CreateOnTrial(site, store, Site.Policy.Replace("value 0-1500", "value 0-9999"));
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
        string code = PreparedStore.ClaimCode(store);
        Assert.IsFalse(module.Errors.Contains(code), "the claim code is in no log");
        module.Signal("TERM");
        Assert.AreEqual(0, module.WaitForExit());
    }

    private static void Expect(int exitCode, Executable run) => Assert.AreEqual(exitCode, run.WaitForExit(), run.Everything());
}
