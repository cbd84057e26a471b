using System.Text;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

[TestClass]
public sealed class IsolateAndModeTests
{
    [TestMethod]
    public void Isolation_shows_in_prompt_and_status_and_at_the_next_login_and_is_gone_when_it_is_off()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("isolate on\r");
        StringAssert.Contains(shown, "Closed: 2 sessions have ended, and nobody is let in.");
        StringAssert.Contains(shown, "anna [ISOLATED]> ");
        Assert.IsTrue(bed.Isolation.IsIsolated);
        StringAssert.Contains(bed.Type("status\r"), "ISOLATED      nobody is let in since 2026-03-02 10:00:00Z, by anna\r\n");
        StringAssert.Contains(bed.Type($"logout\rlogin anna\r{AccountBed.Password}\r"), "ISOLATED: nobody is let in since");
        StringAssert.Contains(bed.Type("set site north\r"), "anna [ISOLATED, changed]> ");
        StringAssert.Contains(bed.Type("isolate on\r"), "error: the module is isolated already");
        StringAssert.Contains(bed.Type("isolate off\r"), "Open: clients are let in again.\r\nanna [changed]> ");
        Assert.IsFalse(bed.Isolation.IsIsolated);
        Assert.IsFalse(bed.Type("status\r").Contains("ISOLATED  ", System.StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_module_that_was_isolated_before_its_start_says_so()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("isolate on\r");
        var again = new ConsoleBed(bed.Module.Restart());
        Assert.IsTrue(again.Isolation.IsIsolated);
        StringAssert.Contains(again.Type($"login anna\r{AccountBed.Password}\r"), "ISOLATED: nobody is let in since");
    }

    [TestMethod]
    public void A_store_that_refuses_is_told_with_what_a_restart_would_do()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Module.Medium.RefuseFrom = bed.Module.Medium.Writes;
        StringAssert.Contains(bed.Type("isolate on\r"), "a restart\r\n    would open it");
        Assert.IsTrue(bed.Isolation.IsIsolated);
        StringAssert.Contains(bed.Type("isolate off\r"), "the module stays isolated");
        Assert.IsTrue(bed.Isolation.IsIsolated);
    }

    [TestMethod]
    public void A_mode_goes_into_the_candidate_and_says_what_to_do_next_and_observing_is_marked_loudly()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("commit\r");
        StringAssert.Contains(bed.Type("mode\r"), "in force   enforce: what the policy does not allow is refused\r\nanna> ");
        string shown = bed.Type("mode observe\r");
        StringAssert.Contains(shown, "candidate  observe: what the policy does not allow is let through");
        StringAssert.Contains(shown, "'commit confirm 3600' observes for an hour");
        StringAssert.Contains(shown, "anna [changed]> ");
        StringAssert.Contains(bed.Type("diff\r"), "+mode observe");
        StringAssert.Contains(bed.Type("commit\r"), "anna [OBSERVE]> ");
        StringAssert.Contains(bed.Type("status\r"), "OBSERVE       what the policy does not allow is let through, and reported");
        StringAssert.Contains(bed.Type($"logout\rlogin anna\r{AccountBed.Password}\r"), "OBSERVE: what the policy");
        StringAssert.Contains(bed.Type("mode enforce\rcommit\r"), "anna> ");
    }

    [TestMethod]
    public void A_mistaken_mode_or_isolation_changes_nothing_and_says_what_would_be_right()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("mode maybe\r"), "'maybe' is no value for mode");
        StringAssert.Contains(bed.Type("mode observe now\r"), "'observe now' is no mode");
        StringAssert.Contains(bed.Type("isolate maybe\r"), "'isolate maybe' is no command");
        StringAssert.Contains(bed.Type("isolate\r"), "'isolate' wants one more word");
        Assert.IsFalse(bed.Configurations.HasChanges);
        Assert.IsFalse(bed.Isolation.IsIsolated);
        bed.Type("account add vera viewer\rlooking at things\rlooking at things\r");
        ConsoleSession vera = bed.Begin();
        string shown = bed.Type(vera, Encoding.UTF8.GetBytes("login vera\rlooking at things\risolate on\rmode observe\r"));
        StringAssert.Contains(shown, "'isolate on' is for technicians");
        StringAssert.Contains(shown, "'mode' is for technicians");
    }

    [TestMethod]
    public void A_script_gets_no_more_than_ok()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn(isBatch: true);
        Assert.AreEqual("ok\r\n", bed.Type("isolate on\r"));
        Assert.AreEqual("ok\r\n", bed.Type("isolate off\r"));
        Assert.AreEqual("ok\r\n", bed.Type("mode observe\r"));
    }
}
