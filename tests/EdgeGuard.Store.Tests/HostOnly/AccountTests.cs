using System;
using System.Linq;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class AccountTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void A_new_module_lets_nobody_in_and_is_claimed_with_the_code_on_its_label_once()
    {
        AccountBed bed = AccountBed.New();
        Assert.AreEqual(LoginFault.Unclaimed, bed.Login("admin", "admin").Fault);
        Assert.AreEqual(AccountFault.ClaimCode, bed.Accounts.Claim("0000-0000-0000", "anna", AccountBed.Password, "console", out _));
        Assert.AreEqual(AccountFault.PasswordTooShort, bed.Accounts.Claim(AccountBed.Label, "anna", "123456789", "console", out _));
        Assert.AreEqual(AccountFault.None, bed.Accounts.Claim("4k7t 09wx m2qd", "anna", AccountBed.Password, "console", out Person? anna));
        Assert.AreEqual(AccountLevel.Technician, anna!.Level);
        Assert.AreEqual(AccountFault.AlreadyClaimed, bed.Accounts.Claim(AccountBed.Label, "eve", AccountBed.Password, "console", out _));
        Assert.AreEqual("anna", bed.Events.Only(EventCode.ModuleClaimed).Peer!.Subject);
        Assert.IsNotNull(DeviceIdentity.Load(bed.Records));
    }

    [TestMethod]
    public void A_module_without_a_label_cannot_be_claimed()
    {
        var bed = new AccountBed(new TornStore());
        Assert.AreEqual(AccountFault.ClaimCode, bed.Accounts.Claim("", "anna", AccountBed.Password, "console", out _));
    }

    [TestMethod]
    public void Guessing_the_claim_code_is_locked_out_like_guessing_a_password()
    {
        AccountBed bed = AccountBed.New();
        for (int i = 0; i < 4; i++)
        {
            Assert.AreEqual(AccountFault.ClaimCode, bed.Accounts.Claim("1", "eve", AccountBed.Password, "console", out _));
        }
        Assert.AreEqual(AccountFault.Locked, bed.Accounts.Claim(AccountBed.Label, "eve", AccountBed.Password, "console", out _));
        Assert.AreEqual(AccountFault.Locked, bed.Restart().Accounts.Claim(AccountBed.Label, "eve", AccountBed.Password, "console", out _));
        bed.Clock.Advance(5_000);
        Assert.AreEqual(AccountFault.None, bed.Accounts.Claim(AccountBed.Label, "anna", AccountBed.Password, "console", out _));
    }

    [TestMethod]
    public void The_claim_code_can_be_looked_at_before_all_else_and_a_look_is_no_free_guess()
    {
        AccountBed bed = AccountBed.New();
        for (int i = 0; i < 4; i++) Assert.AreEqual(AccountFault.ClaimCode, bed.Accounts.CheckClaimCode("0000-0000-0000", "console"));
        Assert.AreEqual(AccountFault.Locked, bed.Accounts.CheckClaimCode(AccountBed.Label, "console"));
        Assert.AreEqual(5_000, bed.Accounts.ClaimWaitMs);
        bed.Clock.Advance(5_000);
        Assert.AreEqual(AccountFault.None, bed.Accounts.CheckClaimCode(AccountBed.Label, "console"));
        Assert.AreEqual(AccountFault.ClaimCode, bed.Accounts.CheckClaimCode("0000-0000-0000", "console"));
        Assert.AreEqual(10_000, bed.Restart().Accounts.ClaimWaitMs, "a right look takes no failure back but its own");
        Assert.IsFalse(bed.Accounts.IsClaimed);
    }

    [TestMethod]
    public void Accounts_that_are_forgotten_are_gone_at_once_and_after_a_restart_and_the_module_goes_on_as_itself()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.Accounts.Create(anna, "vera", AccountLevel.Viewer, "looking at things");
        byte[] stream = DeviceIdentity.Load(bed.Records)!.Stream;
        Assert.AreEqual(AccountFault.ClaimCode, bed.Accounts.Forget("0000-0000-0000", "console"));
        Assert.IsTrue(bed.Accounts.IsCurrent(anna));
        Assert.AreEqual(AccountFault.None, bed.Accounts.Forget(AccountBed.Label, "console"));
        Assert.IsFalse(bed.Accounts.IsCurrent(anna));
        Assert.IsFalse(bed.Accounts.MayChange(anna));
        Assert.AreEqual(2, bed.Events.Only(EventCode.AccountsForgotten).A);
        bed = bed.Restart();
        Assert.IsFalse(bed.Accounts.IsClaimed);
        Assert.AreEqual(AccountFault.None, bed.Accounts.Claim(AccountBed.Label, "anna", AccountBed.Password, "console", out Person? again));
        Assert.AreEqual(3, again!.Number, "no number is given twice: events name accounts by it");
        CollectionAssert.AreEqual(stream, DeviceIdentity.Load(bed.Records)!.Stream, "the record of events goes on, with that in it");
    }

    [TestMethod]
    public void Who_has_an_account_logs_in_also_after_a_restart_and_sees_the_login_before()
    {
        AccountBed bed = AccountBed.Claimed(out _).Restart();
        long first = bed.Clock.Utc;
        Assert.IsNotNull(bed.Login("anna", AccountBed.Password).Person);
        bed.Clock.Advance(60_000);
        bed.Login("anna", "a wrong password");
        LoginResult again = bed.Login("anna", AccountBed.Password);
        Assert.AreEqual(LoginFault.None, again.Fault);
        Assert.AreEqual("anna", again.Person!.Name);
        Assert.AreEqual(first, again.PreviousLoginUtc);
        Assert.AreEqual(1, again.FailuresSince);
        Assert.AreEqual(0, bed.Accounts.List()[0].Failures);
    }

    [TestMethod]
    public void A_wrong_name_and_a_wrong_password_look_the_same_and_cost_the_same()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        var hmac = new LibraryHmac();
        var accounts = new Accounts(bed.Context(new SeededRandom(2), hmac));
        LoginFault byPassword = accounts.Login("anna", "a wrong password", "", "console").Fault;
        int cost = hmac.Calls;
        LoginFault byName = accounts.Login("nobody", AccountBed.Password, "", "console").Fault;
        Assert.AreEqual(LoginFault.NameOrPassword, byPassword);
        Assert.AreEqual(byPassword, byName);
        Assert.AreEqual(cost, hmac.Calls - cost);
    }

    [TestMethod]
    public void Failures_lock_the_account_for_longer_and_longer_and_nobody_else()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.Accounts.Create(anna, "bert", AccountLevel.Viewer, "another long password");
        for (int i = 0; i < 3; i++) Assert.AreEqual(0, bed.Login("anna", "a wrong password").WaitMs);
        Assert.AreEqual(5_000, bed.Login("anna", "a wrong password").WaitMs);
        Assert.AreEqual(LoginFault.Locked, bed.Login("anna", AccountBed.Password).Fault);
        Assert.AreEqual(LoginFault.None, bed.Login("bert", "another long password").Fault);
        bed.Clock.Advance(4_999);
        Assert.AreEqual(1, bed.Login("anna", AccountBed.Password).WaitMs);
        bed.Clock.Advance(1);
        Assert.AreEqual(10_000, bed.Login("anna", "a wrong password").WaitMs);
        bed.Clock.Advance(10_000);
        Assert.AreEqual(LoginFault.None, bed.Login("anna", AccountBed.Password).Fault);
        Assert.AreEqual(0, bed.Login("anna", "a wrong password").WaitMs);
    }

    [TestMethod]
    public void Pulling_the_plug_shortens_no_lock_out_and_gives_no_free_guess()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        for (int i = 0; i < 4; i++) bed.Login("anna", "a wrong password");
        AccountBed again = bed.Restart();
        Assert.AreEqual(5_000, again.Login("anna", AccountBed.Password).WaitMs);

        TornStore medium = AccountBed.Claimed(out _).Medium;
        int guesses = 0;
        for (; guesses < 20; guesses++)
        {
            medium = medium.Restart();
            var eve = new AccountBed(medium);
            if (eve.Login("anna", "a wrong password").Fault == LoginFault.Locked) break;
        }
        Assert.AreEqual(4, guesses);
    }

    [TestMethod]
    public void A_power_cut_while_a_guess_is_counted_never_takes_the_count_back()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        for (int i = 0; i < 2; i++) bed.Login("anna", "a wrong password");
        PowerCuts.Everywhere(bed.Medium, medium => new AccountBed(medium).Login("anna", "a wrong password"), (medium, hasEnded) =>
        {
            int failures = new AccountBed(medium).Accounts.List()[0].Failures;
            Assert.IsTrue(failures == 3 || (failures == 2 && !hasEnded), $"{failures}");
        });
    }

    [TestMethod]
    public void Names_that_nobody_has_lock_out_too_and_are_never_told()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        string typed = "my secret password";
        for (int i = 0; i < 4; i++) bed.Login(typed + i, "x");
        Assert.AreEqual(LoginFault.Locked, bed.Login("somebody", "x").Fault);
        Assert.IsFalse(bed.Events.All.Any(e => e.Peer != null && e.Peer.Subject.Contains("secret", StringComparison.Ordinal)));
        Assert.AreEqual(0, bed.Events.All.Last(e => e.Code == EventCode.LoginFailed).A);
    }

    [TestMethod]
    public void A_second_factor_is_asked_for_and_each_code_is_good_once()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        byte[] secret = bed.SetSecondFactor(anna);
        bed.Clock.Advance(30_000);
        Assert.AreEqual(LoginFault.CodeNeeded, bed.Login("anna", AccountBed.Password).Fault);
        Assert.AreEqual(LoginFault.NameOrPassword, bed.Login("anna", "a wrong password", bed.Code(secret)).Fault);
        Assert.AreEqual(LoginFault.Code, bed.Login("anna", AccountBed.Password, "000000").Fault);
        Assert.AreEqual(LoginFault.None, bed.Login("anna", AccountBed.Password, bed.Code(secret)).Fault);
        Assert.AreEqual(LoginFault.Code, bed.Login("anna", AccountBed.Password, bed.Code(secret)).Fault);
        Assert.AreEqual(LoginFault.Code, bed.Restart().Login("anna", AccountBed.Password, bed.Code(secret)).Fault);
        bed.Clock.Advance(30_000);
        Assert.AreEqual(LoginFault.None, bed.Login("anna", AccountBed.Password, bed.Code(secret)).Fault);
        Assert.AreEqual(LoginFault.Code, bed.Login("anna", AccountBed.Password, bed.Code(secret)).Fault);
    }

    [TestMethod]
    public void Knowing_the_password_does_not_help_to_guess_codes_for_ever()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.SetSecondFactor(anna);
        int tried = 0;
        while (bed.Login("anna", AccountBed.Password, "000000").Fault == LoginFault.Code)
        {
            tried++;
            bed.Login("anna", AccountBed.Password);
        }
        Assert.AreEqual(4, tried);
    }

    [TestMethod]
    public void Without_a_trusted_clock_the_label_stands_in_for_the_code()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        byte[] secret = bed.SetSecondFactor(anna);
        bed.Clock.Advance(30_000);
        string code = bed.Code(secret);
        bed.Clock.Trust = ClockTrust.Floor;
        Assert.AreEqual(LoginFault.Code, bed.Login("anna", AccountBed.Password, code).Fault);
        Assert.AreEqual(LoginFault.None, bed.Login("anna", AccountBed.Password, AccountBed.Label).Fault);
        bed.Clock.Trust = ClockTrust.Trusted;
        Assert.AreEqual(LoginFault.Code, bed.Login("anna", AccountBed.Password, AccountBed.Label).Fault);
        bed.Clock.Trust = ClockTrust.Unset;
        Assert.AreEqual(AccountFault.ClockNotTrusted, bed.Accounts.NewSecondFactor(anna, "m1", out _));
    }

    [TestMethod]
    public void A_second_factor_counts_only_when_a_right_code_was_shown_and_only_another_technician_takes_it_away()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        Assert.AreEqual(AccountFault.NoSecondFactor, bed.Accounts.ConfirmSecondFactor(anna, "123456"));
        bed.Accounts.NewSecondFactor(anna, "m1", out _);
        Assert.AreEqual(AccountFault.Code, bed.Accounts.ConfirmSecondFactor(anna, "12345"));
        Assert.AreEqual(LoginFault.None, bed.Login("anna", AccountBed.Password).Fault);
        bed.SetSecondFactor(anna);
        bed.Accounts.Create(anna, "carl", AccountLevel.Technician, "another long password");
        Person carl = bed.Login("carl", "another long password").Person!;
        Assert.AreEqual(AccountFault.NotAllowed, bed.Accounts.RemoveSecondFactor(anna, "anna"));
        Assert.AreEqual(AccountFault.None, bed.Accounts.RemoveSecondFactor(carl, "anna"));
        Assert.AreEqual(LoginFault.None, bed.Login("anna", AccountBed.Password).Fault);
    }

    [TestMethod]
    public void A_viewer_changes_nothing_but_the_own_password()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.Accounts.Create(anna, "bert", AccountLevel.Viewer, "another long password");
        Person bert = bed.Login("bert", "another long password").Person!;
        Assert.AreEqual(AccountFault.NotAllowed, bed.Accounts.Create(bert, "eve", AccountLevel.Technician, AccountBed.Password));
        Assert.AreEqual(AccountFault.NotAllowed, bed.Accounts.SetPassword(bert, "anna", AccountBed.Password));
        Assert.AreEqual(AccountFault.NotAllowed, bed.Accounts.SetLevel(bert, "bert", AccountLevel.Technician));
        Assert.AreEqual(AccountFault.NotAllowed, bed.Accounts.Remove(bert, "anna"));
        Assert.AreEqual(AccountFault.NotAllowed, bed.Accounts.Unlock(bert, "anna"));
        Assert.AreEqual(AccountFault.None, bed.Accounts.SetPassword(bert, "bert", "a third long password"));
        Assert.AreEqual(LoginFault.None, bed.Login("bert", "a third long password").Fault);
    }

    [TestMethod]
    public void Who_was_removed_or_demoted_can_do_nothing_more_in_a_session_that_still_stands()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.Accounts.Create(anna, "carl", AccountLevel.Technician, "another long password");
        Person carl = bed.Login("carl", "another long password").Person!;
        Assert.IsTrue(bed.Accounts.IsCurrent(carl));
        bed.Accounts.SetLevel(anna, "carl", AccountLevel.Viewer);
        Assert.IsFalse(bed.Accounts.IsCurrent(carl));
        Assert.AreEqual(AccountFault.NotAllowed, bed.Accounts.Create(carl, "eve", AccountLevel.Technician, AccountBed.Password));
        bed.Accounts.Remove(anna, "carl");
        Assert.AreEqual(AccountFault.None, bed.Accounts.Create(anna, "carl", AccountLevel.Technician, "another long password"));
        Assert.IsFalse(bed.Accounts.IsCurrent(carl), "another carl");
    }

    [TestMethod]
    public void The_last_technician_stays()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.Accounts.Create(anna, "bert", AccountLevel.Viewer, "another long password");
        Assert.AreEqual(AccountFault.LastTechnician, bed.Accounts.Remove(anna, "anna"));
        Assert.AreEqual(AccountFault.LastTechnician, bed.Accounts.SetLevel(anna, "anna", AccountLevel.Viewer));
        Assert.AreEqual(2, bed.Accounts.List().Length);
    }

    [TestMethod]
    public void Mistakes_have_their_own_answers()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        Assert.AreEqual(AccountFault.NameTaken, bed.Accounts.Create(anna, "anna", AccountLevel.Viewer, AccountBed.Password));
        Assert.AreEqual(AccountFault.NameMalformed, bed.Accounts.Create(anna, "Bert", AccountLevel.Viewer, AccountBed.Password));
        Assert.AreEqual(AccountFault.LevelUnknown, bed.Accounts.Create(anna, "bert", AccountLevel.None, AccountBed.Password));
        Assert.AreEqual(AccountFault.PasswordIsName, bed.Accounts.Create(anna, "bert", AccountLevel.Viewer, "my name is BERT"));
        Assert.AreEqual(AccountFault.PasswordTooLong, bed.Accounts.Create(anna, "bert", AccountLevel.Viewer, new string('é', 65)));
        Assert.AreEqual(AccountFault.NoSuchAccount, bed.Accounts.Remove(anna, "bert"));
        for (int i = 1; i < AccountLimits.MaxAccounts; i++) bed.Accounts.Create(anna, "user" + i, AccountLevel.Viewer, AccountBed.Password);
        Assert.AreEqual(AccountFault.TooMany, bed.Accounts.Create(anna, "bert", AccountLevel.Viewer, AccountBed.Password));
        bed.Medium.RefuseFrom = bed.Medium.Writes;
        Assert.AreEqual(AccountFault.StoreRefused, bed.Accounts.Remove(anna, "user1"));
        Assert.AreEqual(AccountLimits.MaxAccounts, bed.Accounts.List().Length);
        foreach (AccountFault fault in Enum.GetValues<AccountFault>())
        {
            Assert.AreNotEqual("unknown fault", AccountFaultText.Message(fault), fault.ToString());
        }
    }

    [TestMethod]
    public void A_medium_that_refuses_keeps_nobody_out_and_still_locks_out()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        bed.Medium.RefuseFrom = bed.Medium.Writes;
        Assert.AreEqual(LoginFault.None, bed.Login("anna", AccountBed.Password).Fault);
        for (int i = 0; i < 4; i++) bed.Login("anna", "a wrong password");
        Assert.AreEqual(LoginFault.Locked, bed.Login("anna", AccountBed.Password).Fault);
        Assert.IsTrue(bed.Events.Count(EventCode.StoreRefused) > 0);
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_of_an_account_change_the_accounts_are_the_old_or_the_new()
    {
        int cuts = 0;
        cuts += Cuts(AccountBed.New(), bed => bed.Accounts.Claim(AccountBed.Label, "anna", AccountBed.Password, "console", out _),
            bed => (bed.Accounts.List().Length == 1 ? "claimed " : "new ") + (DeviceIdentity.Load(bed.Records) != null),
            "new False", "claimed True");
        AccountBed claimed = AccountBed.Claimed(out Person anna);
        claimed.Accounts.Create(anna, "bert", AccountLevel.Viewer, "another long password");
        cuts += Cuts(
            claimed, bed => bed.Accounts.Create(anna, "carl", AccountLevel.Technician, AccountBed.Password), Names, "anna1 bert0",
            "anna1 bert0 carl1");
        cuts += Cuts(claimed, bed => bed.Accounts.SetLevel(anna, "bert", AccountLevel.Technician), Names, "anna1 bert0", "anna1 bert1");
        cuts += Cuts(claimed, bed => bed.Accounts.Remove(anna, "bert"), Names, "anna1 bert0", "anna1");
        cuts += Cuts(claimed, bed => bed.Accounts.SetPassword(anna, "bert", "a third long password"), Door, "old", "new");
        cuts += Cuts(claimed, bed => bed.SetSecondFactor(anna), bed => bed.Accounts.List()[0].HasSecondFactor.ToString(), "False", "True");
        TestContext.WriteLine($"{cuts} power cuts while accounts were changed");
        Assert.IsTrue(cuts >= 60, $"{cuts}");
    }

    [TestMethod]
    public void Damaged_accounts_are_told()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.Accounts.Create(anna, "bert", AccountLevel.Viewer, "another long password");
        bed.Medium.Damage("accounts.b", [1, 2, 3]);
        AccountBed again = bed.Restart();
        Assert.AreEqual((int)RecordHealth.OneCopy, again.Events.Only(EventCode.StoreDamaged).B);
        Assert.AreEqual(RecordName.Number(RecordName.Accounts), again.Events.Only(EventCode.StoreDamaged).A);
    }

    [TestMethod]
    public void No_password_no_code_and_no_secret_is_in_the_store_or_in_an_event()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.SetSecondFactor(anna);
        bed.Login("anna", "a wrong password");
        byte[] needle = Encoding.UTF8.GetBytes(AccountBed.Password);
        foreach (string name in bed.Medium.Names) Assert.IsTrue(bed.Medium.Read(name).AsSpan().IndexOf(needle) < 0, name);
        foreach (RecordedEvent e in bed.Events.All)
        {
            var record = new EventRecord { Code = e.Code, A = e.A, B = e.B, Sequence = 1 };
            StringAssert.DoesNotMatch(EventText.Text(record, e.Peer), new("correct|horse|wrong password|4K7T"));
        }
    }

    private static int Cuts(AccountBed before, Action<AccountBed> change, Func<AccountBed, string> look, string old, string @new)
    {
        return PowerCuts.Everywhere(before.Medium, medium => change(new AccountBed(medium)), (medium, hasEnded) =>
        {
            string found = look(new AccountBed(medium));
            Assert.IsTrue(found == @new || (!hasEnded && found == old), found);
        });
    }

    private static string Names(AccountBed bed)
    {
        return string.Join(' ', bed.Accounts.List().Select(a => a.Name + (a.Level == AccountLevel.Technician ? 1 : 0)));
    }

    private static string Door(AccountBed bed)
    {
        bool isOld = bed.Login("bert", "another long password").Fault == LoginFault.None;
        bool isNew = bed.Login("bert", "a third long password").Fault == LoginFault.None;
        return isOld == isNew ? "between" : isNew ? "new" : "old";
    }
}
