using System;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>Who cannot get in: what he is told, and what lets him in again.</summary>
[TestClass]
public sealed class WayBackTests
{
    [TestMethod]
    public void A_claim_of_a_module_that_has_accounts_is_refused_before_anything_is_asked_and_names_the_way_back()
    {
        var bed = new ConsoleBed(AccountBed.Claimed(out _));
        string shown = bed.Type("claim ben\r");
        StringAssert.Contains(shown, "error: the module has accounts already");
        StringAssert.Contains(shown, "'forget-accounts'");
        StringAssert.EndsWith(shown, "edgeguard> ");
    }

    [TestMethod]
    public void The_claim_code_alone_removes_no_accounts_and_what_does_is_told()
    {
        var bed = new ConsoleBed(AccountBed.Claimed(out _));
        string shown = bed.Type("forget-accounts\r");
        StringAssert.Contains(shown, "error: the key is not turned\r\n    turn the key");
        StringAssert.EndsWith(shown, "edgeguard> ");
        bed.Platform.WayBack = "";
        StringAssert.EndsWith(bed.Type("forget-accounts\r"), "claim code: ");
        StringAssert.Contains(bed.Type("0000-0000-0000\r"), "the claim code is wrong");
        bed.Platform.WayBack = "the key is not turned any more";
        StringAssert.Contains(bed.Type(AccountBed.Label + "\r"), "the key is not turned any more");
        Assert.IsTrue(bed.Accounts.IsClaimed);
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.AccountsForgotten));
    }

    [TestMethod]
    public void With_the_key_and_the_claim_code_all_accounts_go_and_nothing_else_and_the_greeting_tells_the_truth()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("commit\rlogout\r");
        ConsoleSession other = bed.Begin();
        bed.Type(other, Encoding.UTF8.GetBytes($"login anna\r{AccountBed.Password}\r"));
        bed.Platform.WayBack = "";
        string shown = bed.Type($"forget-accounts\r{AccountBed.Label}\r");
        StringAssert.Contains(shown, "Settings, policy and certificates stay");
        StringAssert.Contains(shown, "All accounts are removed.");
        Assert.AreEqual(1, bed.Module.Events.Only(EventCode.AccountsForgotten).A);
        StringAssert.Contains(bed.Type(other, Encoding.UTF8.GetBytes("set site south\r")), "Your account was changed meanwhile");
        Assert.IsNotNull(bed.Configurations.InForce);

        string greeting = bed.Type(bed.Begin(), []);
        StringAssert.Contains(greeting, "Nobody has an account here. What was configured before is in force.");
        Assert.IsFalse(greeting.Contains("every request is refused", StringComparison.Ordinal), greeting);
        StringAssert.Contains(bed.Type($"claim ben\r{AccountBed.Label}\rlong enough for him\rlong enough for him\r"), "ben> ");
        StringAssert.Contains(bed.Type("show site\r"), "in force   north");
    }

    [TestMethod]
    public void A_new_module_says_where_its_claim_code_is()
    {
        StringAssert.Contains(ConsoleBed.New().Greeting, "have the claim code at hand: it is on the label of a test.");
    }

    [TestMethod]
    public void Who_mistyped_the_password_is_asked_for_it_again_and_shows_it_to_nobody()
    {
        var bed = new ConsoleBed(AccountBed.Claimed(out _));
        string shown = bed.Type("login anna\rcorrect hoarse battery\r");
        StringAssert.Contains(shown, "name or password is wrong");
        StringAssert.Contains(shown, "'forget-accounts'");
        shown += bed.Type(AccountBed.Password + "\r");
        StringAssert.Contains(shown, "anna, technician");
        Assert.IsFalse(shown.Contains("battery", StringComparison.Ordinal), shown);
        bed.Type("logout\r");
        StringAssert.EndsWith(bed.Type("login anna\rwrong password\r\r"), "edgeguard> ", "Enter gives up");
    }

    [TestMethod]
    public void The_modules_time_stands_where_somebody_looks_for_what_is_wrong_with_his_code()
    {
        var bed = new ConsoleBed(AccountBed.Claimed(out var anna));
        StringAssert.Contains(bed.Greeting, "The module's time: 2026-03-02 10:00:00Z   trusted");
        byte[] secret = bed.Module.SetSecondFactor(anna);
        bed = new ConsoleBed(bed.Module);
        bed.Type($"login anna\r{AccountBed.Password}\r");
        string shown = bed.Type("000000\r").Replace("\r\n    ", " ", StringComparison.Ordinal);
        StringAssert.Contains(shown, "the module's time is 2026-03-02 10:00:");
        StringAssert.Contains(shown, "SHA-1");

        bed.Module.Clock.Trust = ClockTrust.Floor;
        StringAssert.Contains(bed.Type(bed.Begin(), []), "NOT TRUSTED");
        shown = bed.Type($"login anna\r{AccountBed.Password}\r");
        StringAssert.Contains(shown, "claim code, on the label of a test (the module's time is not trusted):\r\n> ");
        StringAssert.Contains(bed.Type(AccountBed.Label + "\r"), "anna, technician");
        Assert.IsNotEmpty(secret);
    }

    [TestMethod]
    public void The_apps_that_fit_are_named()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("account code\r").Replace("\r\n    ", " ", StringComparison.Ordinal);
        foreach (string app in new[] { "FreeOTP", "Aegis", "1Password", "Google Authenticator on an iPhone" })
        {
            StringAssert.Contains(shown, app);
        }
    }
}
