using System;
using System.Linq;
using System.Text;
using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Settings;
using EdgeGuard.Store;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

[TestClass]
public sealed class ConsoleSessionTests
{
    [TestMethod]
    public void A_new_module_says_so_and_refuses_everything_but_its_setup()
    {
        ConsoleBed bed = ConsoleBed.New();
        StringAssert.Contains(bed.Greeting, "This module is new");
        StringAssert.Contains(bed.Greeting, "recorded");
        StringAssert.Contains(bed.Type("set site north\r"), "'set' is for people who are logged in");
        StringAssert.Contains(bed.Type("status\r"), "logged in");
        StringAssert.Contains(bed.Type("login anna\r"), "no accounts yet");
    }

    [TestMethod]
    public void A_login_shows_the_last_one_and_its_failures_and_never_the_password()
    {
        var bed = new ConsoleBed(AccountBed.Claimed(out _));
        string shown = bed.Type("login anna\rwrong password\r\r");
        StringAssert.Contains(shown, "name or password is wrong");
        shown += bed.Type($"login anna\r{AccountBed.Password}\r");
        StringAssert.Contains(shown, "last login 2026-03-02 10:00:00Z, 1 failed since");
        Assert.IsFalse(shown.Contains("wrong password", System.StringComparison.Ordinal));
        Assert.IsFalse(shown.Contains(AccountBed.Password, System.StringComparison.Ordinal));
    }

    [TestMethod]
    public void Guessing_is_locked_out_in_words_with_the_seconds_to_wait()
    {
        var bed = new ConsoleBed(AccountBed.Claimed(out _));
        bed.Type("login anna\r");
        string shown = "";
        for (int i = 0; i < 4; i++) shown = bed.Type("guess number one\r");
        StringAssert.Contains(shown, "wait 5 seconds");
        shown = bed.Type("login anna\rguess number one\r");
        StringAssert.Contains(shown, "too many failures");
        StringAssert.Contains(shown, "wait 5 seconds");
        StringAssert.Contains(bed.Type($"login anna\r{AccountBed.Password}\r"), "too many failures");
        bed.Wait(5_000);
        StringAssert.Contains(bed.Type($"login anna\r{AccountBed.Password}\r"), "anna, technician");
    }

    [TestMethod]
    public void The_second_factor_is_asked_for_when_there_is_one()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("account code\r");
        string uri = shown.Split("\r\n").Single(
            line => line.StartsWith("otpauth://totp/EdgeGuard:module-anna?secret=", System.StringComparison.Ordinal));
        StringAssert.Contains(shown, "\u2588");
        byte[] secret = AuthenticatorApp.Bytes(AuthenticatorApp.SecretIn(uri));
        StringAssert.Contains(uri, "algorithm=SHA256");
        StringAssert.Contains(bed.Type("000000\r"), "the code is wrong");
        Assert.IsFalse(bed.Accounts.List()[0].HasSecondFactor, "not before the app has shown a right code");
        bed.Type(bed.Module.Code(secret) + "\r");
        Assert.IsTrue(bed.Accounts.List()[0].HasSecondFactor);
        bed.Wait(60_000);
        StringAssert.Contains(bed.Type($"logout\rlogin anna\r{AccountBed.Password}\r"), "code of the app: ");
        StringAssert.Contains(bed.Type(bed.Module.Code(secret) + "\r"), "anna, technician");
    }

    [TestMethod]
    public void Nobody_stays_logged_in_who_types_nothing()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("set site nor");
        bed.Wait(bed.Services.IdleMs - 1);
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.LoggedOut));
        StringAssert.Contains(bed.Wait(1), "logged out");
        Assert.AreEqual((int)LogoutReason.Idle, bed.Module.Events.Only(EventCode.LoggedOut).B);
        StringAssert.Contains(bed.Type("set site north\r"), "logged in");
    }

    [TestMethod]
    public void A_line_that_others_wait_for_ends_when_nobody_is_logged_in_and_nothing_is_typed()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        ConsoleSession shared = bed.Begin();
        shared.EndsIdle = true;
        bed.Wait(bed.Services.IdleMs - 1);
        shared.Step(bed.Module.Clock.Now);
        Assert.IsFalse(shared.HasEnded);
        bed.Wait(1);
        shared.Step(bed.Module.Clock.Now);
        Assert.IsTrue(shared.HasEnded);
        Assert.IsFalse(bed.Session.HasEnded, "a line of one's own stays");
    }

    [TestMethod]
    public void A_line_that_ends_logs_out_and_the_candidate_stays()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("set site north\r");
        bed.Session.End();
        Assert.AreEqual((int)LogoutReason.LineEnded, bed.Module.Events.Only(EventCode.LoggedOut).B);
        StringAssert.Contains(bed.Configurations.CandidateSettings, "site north");
    }

    [TestMethod]
    public void Two_people_at_two_consoles_know_of_each_other()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("account add ben technician\rlong enough for him\rlong enough for him\r");
        ConsoleSession second = bed.Begin();
        string shown = bed.Type(second, Encoding.UTF8.GetBytes("login ben\rlong enough for him\r"));
        StringAssert.Contains(bed.Type("accounts\r"), "ben");
        Assert.IsTrue(shown.Contains("Logged in as well: anna (technician, console)", System.StringComparison.Ordinal), shown);
    }

    [TestMethod]
    public void Whoever_sits_at_another_console_is_told_who_comes_and_what_he_changes_and_commits()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("account add ben technician\rlong enough for him\rlong enough for him\r");
        bed.Edit();
        bed.Type("commit\r");
        Assert.AreEqual("", bed.Wait(1_000), "nobody else did anything");
        ConsoleSession second = bed.Begin();
        bed.Type(second, Encoding.UTF8.GetBytes("login ben\rlong enough for him\r"));
        bed.Type("set si");
        string shown = bed.Wait(1_000);
        StringAssert.Contains(shown, "Logged in as well: ben (technician, console). There is one candidate");
        StringAssert.EndsWith(shown, "anna> set si", "and what was being typed stands there again");
        Assert.AreEqual("", bed.Wait(1_000), "once");
        bed.Type(second, Encoding.UTF8.GetBytes("set site south\r"));
        StringAssert.Contains(bed.Type("te east\r"), "The candidate was changed at another console: 'diff' shows");
        bed.Type(second, Encoding.UTF8.GetBytes("set site west\rcommit\r"));
        StringAssert.Contains(bed.Wait(1_000), "Configuration number 2, by ben, is in force now.");
        Assert.AreEqual("", bed.Wait(1_000));
    }

    [TestMethod]
    public void A_viewer_sees_and_changes_nothing()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("account add vera viewer\rlooking at things\rlooking at things\rlogout\rlogin vera\rlooking at things\r");
        StringAssert.Contains(bed.Type("status\r"), "nothing is in force");
        foreach (
            string command in new[]
            {
                "set site x", "commit", "policy edit", "reboot", "account add eve viewer", "csr new x", "factory-reset",
            })
        {
            StringAssert.Contains(bed.Type(command + "\r"), "is for technicians, and vera is a viewer", command);
        }
        Assert.IsFalse(bed.Configurations.HasChanges);
    }

    [TestMethod]
    public void Status_says_where_roles_do_not_come_from_certificates()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Platform.Ways = [
            new ListenerStatus(PeerTransport.Tls, "0.0.0.0:802"),
            new ListenerStatus(PeerTransport.Tls, "0.0.0.0:803", RoleOrigin.AddressTable)];
        string shown = bed.Type("status\r");
        StringAssert.Contains(shown, "TLS on 0.0.0.0:802\r\n");
        StringAssert.Contains(shown, "TLS on 0.0.0.0:803, roles by address table\r\n");
    }

    [TestMethod]
    public void An_account_that_is_removed_meanwhile_is_logged_out_at_its_next_command()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("account add vera viewer\rlooking at things\rlooking at things\r");
        ConsoleSession second = bed.Begin();
        bed.Type(second, Encoding.UTF8.GetBytes("login vera\rlooking at things\r"));
        bed.Type("account remove vera\r");
        StringAssert.Contains(bed.Type(second, "status\r"u8.ToArray()), "Your account was changed meanwhile");
    }

    [TestMethod]
    public void The_guide_leads_from_the_claim_code_to_a_configuration_in_force_and_survives_every_mistake()
    {
        ConsoleBed bed = ConsoleBed.New();
        string shown = bed.Type($"setup\rwrong code\r");
        StringAssert.Contains(shown, "error: the claim code is wrong");
        shown = bed.Type($"{AccountBed.Label}\rAnna\ranna\rshort\rlong enough 1\rlong enough 1\r");
        StringAssert.Contains(shown, "You are logged in");
        Assert.IsFalse(
            shown.Contains(AccountBed.Label, StringComparison.Ordinal),
            "it claims again after a factory reset, and a session's log is kept");
        StringAssert.Contains(bed.Type("nor th\r"), "is no value for site");
        shown = bed.Type("north\rm1\rno\r\r127.0.0.1:502\r");
        StringAssert.Contains(shown, "Unit 1 answers in 4 ms");
        shown = bed.Type("\r" + "10.0.0.5 " + new string('n', 60) + "\r");
        StringAssert.Contains(shown, "REQUEST 10.0.0.5");
        bed.Type("good\rend\rend\rend\r");
        StringAssert.Contains(bed.Type("nonsense\rend\r"), "error: the policy has");
        shown = bed.Type(ConsoleBed.Policy.Replace('\n', '\r') + "end\r");
        StringAssert.EndsWith(shown, "for how many seconds? [180] ");
        bed.Type("60\ryes\r");
        Assert.AreEqual("pump", bed.Guard.Policy);
    }

    [TestMethod]
    public void Help_says_of_every_setting_how_its_value_is_written()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("set bus ?");
        StringAssert.Contains(shown, "/dev/ttyUSB0 19200 8E1'");
        StringAssert.Contains(shown, "several times");
        StringAssert.Contains(bed.Type("\u0015set plc.timeout ?"), "a time from 10ms to 60000ms");
        StringAssert.Contains(bed.Type("\u0015help set listen.tls\r"), "unless set: 0.0.0.0:802");
        shown = bed.Type("help mode\r");
        StringAssert.Contains(shown, "mode [enforce | observe]");
        StringAssert.Contains(shown, "its value: enforce or observe");
        for (int i = 0; i < SettingKeys.Count; i++) Assert.AreNotEqual("", SettingForm.Of(SettingKeys.At(i)), SettingKeys.At(i).Name);
    }

    [TestMethod]
    public void Every_mistake_names_the_word_and_what_would_be_right()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        Expect(bed, "statsu", "'statsu' is no command", "did you mean `status`?");
        Expect(bed, "policy chekc", "'policy chekc' is no command", "did you mean `check`?");
        Expect(bed, "\"\"", "\"\" is no command", "'help' lists all");
        Expect(bed, "policy", "'policy' wants one more word", "");
        Expect(bed, "set plc.timeot 1s", "plc.timeot", "did you mean 'plc.timeout'?");
        Expect(bed, "set mode maybe", "'maybe' is no value for mode", "enforce");
        Expect(bed, "set site \"north", "a quotation is not closed", "");
        Expect(bed, "unset mqtt.broker", "the candidate has no line 'mqtt.broker'", "");
        Expect(bed, "kill 99", "there is no session '99'", "'sessions' lists them");
        Expect(bed, "plc read 1 holdng 3", "'1 holdng 3' is nothing that can be read", "plc read 1 holding 40 2");
        Expect(bed, "commit confirm maybe", "a trial takes 1 to 86400 seconds", "180");
        Expect(bed, "confirm", "no configuration is on trial", "");
        Assert.IsFalse(bed.Configurations.HasChanges);
    }

    [TestMethod]
    public void A_script_gets_one_answer_a_command_and_no_echo()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn(isBatch: true);
        Assert.AreEqual("", bed.Greeting);
        Assert.AreEqual("ok\r\n", bed.Type("set site north\r"));
        StringAssert.StartsWith(bed.Type("set sitte north\r"), "error there is no setting called sitte");
        Assert.AreEqual("ok\r\n", bed.Type("set module m1\r"));
        string[] lines = bed.Type("show\r").Split("\r\n");
        CollectionAssert.AreEqual(new[] { "site north", "module m1", "ok", "" }, lines);
        Assert.AreEqual("ok\r\n", bed.Type("policy edit\r" + ConsoleBed.Policy.Replace('\n', '\r') + "end\r"));
    }

    [TestMethod]
    public void A_commit_on_trial_comes_back_by_itself_and_the_prompt_says_so_all_the_time()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit("north");
        StringAssert.Contains(bed.Type("commit\r"), "In force, and stored.");
        StringAssert.Contains(bed.Type("set site south\r"), "anna [changed]> ");
        StringAssert.Contains(bed.Type("commit confirm 5\r"), "anna [trial, 5 s left]> ");
        Assert.AreEqual("south", bed.Guard.Site);
        StringAssert.Contains(bed.Wait(5_000), "The trial has ended without 'confirm'");
        Assert.AreEqual("north", bed.Guard.Site);
        Assert.AreEqual(1, bed.Module.Events.Count(EventCode.ConfigurationRolledBack));
        StringAssert.Contains(bed.Type("diff\r"), "+site south");
    }

    [TestMethod]
    public void A_limit_that_never_decides_is_told_where_it_is_typed_in_the_difference_and_at_the_commit()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit("north");
        StringAssert.Contains(bed.Type("commit\r"), "In force, and stored.");
        const string warning = "policy line 5, column 3: warning: line 5 never decides: line 4 allows all of it";
        StringAssert.Contains(
            bed.Type(
                "policy edit\redgeguard-policy 1\rpolicy p version 2\rrole Operator\r  allow writes\r  allow 6 address 40 value "
                    + "0-1500\rend\r"),
            warning);
        StringAssert.Contains(bed.Type("diff\r"), warning);
        StringAssert.Contains(bed.Type("check\r"), warning);
        StringAssert.Contains(bed.Type("commit\r"), warning);
    }

    [TestMethod]
    public void What_cannot_be_committed_is_told_with_all_its_problems()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("set site north\r");
        string shown = bed.Type("policy edit\redgeguard-policy 1\rpolicy p version 1\rrole A\r  alow 3\rend\r");
        StringAssert.Contains(shown, "policy line 4, column 3: error:");
        shown = bed.Type("commit\r");
        StringAssert.Contains(shown, "module is missing");
        StringAssert.Contains(shown, "there is nothing to guard");
        StringAssert.Contains(shown, "nothing has changed");
        Assert.AreEqual("", bed.Guard.Policy);
    }

    [TestMethod]
    public void A_policy_explains_itself()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        StringAssert.Contains(bed.Type("policy explain Operator 3 unit 1 address 40-41\r"), "allowed by line 4");
        StringAssert.Contains(bed.Type("policy explain Operator 06 unit 1 address 40 value 2000\r"), "refused");
        StringAssert.Contains(bed.Type("policy explain none 3 address 1\r"), "no `role none`");
        StringAssert.Contains(bed.Type("policy explain Operator pdu 2B 0E 01 00\r"), "refused");
        StringAssert.Contains(bed.Type("policy show running\r"), "Nothing is in force");
        StringAssert.Contains(bed.Type("policy explain Operator 06 unit 1 adress 40\r"), "'adress' is no part of a request");
    }

    [TestMethod]
    public void A_PLC_that_is_not_in_force_yet_is_asked_over_a_connection_of_its_own()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("ping plc\r"), "it is not set where the PLC is");
        bed.Type("set plc.address 10.0.0.9:502\r");
        StringAssert.Contains(bed.Type("ping plc\r"), "Unit 1 answers in 4 ms: register 0 is 1000");
        Assert.AreEqual("10.0.0.9:502 1 0300000001", bed.Platform.Asked[^1]);
        StringAssert.Contains(bed.Type("plc read 2 holding 40\r"), "40      1000");
        Assert.AreEqual("10.0.0.9:502 2 0300280001", bed.Platform.Asked[^1]);
        StringAssert.Contains(bed.Type("plc read 2 holding 4x00041\r"), "40      1000");
        Assert.AreEqual("10.0.0.9:502 2 0300280001", bed.Platform.Asked[^1]);
        Expect(
            bed, "plc read 2 coil 4x00041", "4x00041 is a reference to a holding register, and what is asked for is a coil",
            "write 0x00041, or name the other table");
        bed.Platform.Reply = new PlcReadResult([0x83, 2], 3);
        Expect(
            bed, "plc read 2 holding 40041", "unit 2 answers with exception 2: it has no such address",
            "if the manual's 40041 is meant, write 4x00041");
        bed.Platform.Reply = new PlcReadResult([3, 9, 9], 3);
        StringAssert.Contains(bed.Type("plc read 2 holding 40\r"), "the PLC at 10.0.0.9:502: its response does not fit the request");
    }

    [TestMethod]
    public void What_is_in_force_is_asked_over_the_guards_line_by_the_name_of_who_asks()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("commit\rset plc.address 10.0.0.9:502\r");
        StringAssert.Contains(bed.Type("ping plc\r"), "Unit 1 answers in 4 ms: register 0 is 1000");
        Assert.AreEqual("anna 1 0300000001", bed.Platform.Asked[^1]);
        bed.Type("ping plc 17\r");
        Assert.AreEqual("anna 17 0300000001", bed.Platform.Asked[^1]);
        StringAssert.Contains(bed.Type("ping plc 256\r"), "'256' is no unit id");
        bed.Platform.Reply = new PlcReadResult([0x83, 11], 3);
        StringAssert.Contains(bed.Type("ping plc\r"), "Unit 1 answers in 3 ms: exception 11: there is no such unit behind it");
        bed.Platform.Reply = new PlcReadResult([0x81, 2], 3);
        StringAssert.Contains(bed.Type("plc read 2 coil 40 9\r"), "unit 2 answers with exception 2: it has no such address");
        Assert.AreEqual("anna 2 0100280009", bed.Platform.Asked[^1]);
        bed.Platform.Reply = new PlcReadResult("the clients had the line all the time", "try again");
        StringAssert.Contains(bed.Type("ping plc\r"), "error: unit 1: the clients had the line all the time\r\n    try again");
    }

    [TestMethod]
    public void The_first_unit_that_there_is_is_asked_where_there_are_buses_alone()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("unset plc.address\rset bus north /dev/ttyS1 9600 8E1\rset unit 40-44 is 1 on north\rcommit\r");
        Assert.IsNotNull(bed.Configurations.InForce);
        bed.Type("ping plc\r");
        Assert.AreEqual("anna 40 0300000001", bed.Platform.Asked[^1]);
        StringAssert.Contains(bed.Type("status\r"), "bus           north at /dev/ttyS1\r\n              0 asked");
    }

    [TestMethod]
    public void A_certificate_comes_into_use_with_the_key_that_was_made_here_and_the_key_is_never_shown()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("install certificate\rgood\rend\r"), "no key waits for a certificate");
        string shown = bed.Type("csr new 10.0.0.5 pump3\r");
        StringAssert.Contains(shown, "REQUEST 10.0.0.5 pump3");
        shown += bed.Type("install certificate\rof somebody else\rend\r");
        StringAssert.Contains(shown, "was not made for the key that waits");
        Assert.AreEqual(0, bed.Credentials.Uses);
        shown += bed.Type("install certificate\rgood\rend\r");
        Assert.AreEqual(1, bed.Credentials.Uses);
        shown += bed.Type("backup\r\r");
        Assert.IsFalse(shown.Contains("PRIVATE-KEY", System.StringComparison.Ordinal));
        StringAssert.Contains(bed.Type("csr new CN=x\r"), "cannot stand in a certificate");
    }

    [TestMethod]
    public void What_would_end_every_session_is_installed_when_somebody_says_that_it_is_meant()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Credentials.Effect = "all 2 sessions would end: not verified";
        string shown = bed.Type("install ca\rthe new CA\rend\r");
        StringAssert.Contains(shown, "with this tls.ca all 2 sessions would end: not verified");
        StringAssert.Contains(shown, "install it all the same?");
        StringAssert.Contains(bed.Type("\r"), "nothing was installed");
        Assert.AreEqual(0, bed.Credentials.Uses);
        bed.Type("install ca\rthe new CA\rend\r");
        StringAssert.Contains(bed.Type("yes\r"), "Installed, and in use");
        Assert.AreEqual(1, bed.Credentials.Uses);
    }

    [TestMethod]
    public void A_key_or_certificate_that_is_damaged_is_told_with_its_line()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("install certificate\r-----BEGIN PRIVATE KEY-----\rAQ!D\r-----END PRIVATE KEY-----\rend\r");
        StringAssert.Contains(shown, "line 2: error: a character on this line is no Base64");
        Assert.IsFalse(shown.Contains("no key waits", System.StringComparison.Ordinal));
        Assert.AreEqual(0, bed.Credentials.Uses);
    }

    [TestMethod]
    public void A_backup_that_is_pasted_back_is_the_candidate()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn(isBatch: true);
        bed.Edit("north");
        bed.Type("commit\r");
        string backup = bed.Type("backup\ra passphrase that is long\r").Replace("\r\nok\r\n", "\r\n", System.StringComparison.Ordinal);
        bed.Type("set site south\rcommit\r");
        Assert.AreEqual("ok\r\n", bed.Type("restore\r" + backup + "end\ra passphrase that is long\r"));
        StringAssert.Contains(bed.Configurations.CandidateSettings, "site north");
        StringAssert.StartsWith(
            bed.Type("restore\r" + backup[..^40] + "\rend\ra passphrase that is long\r"),
            "error the passphrase is wrong, or the backup was changed");
    }

    [TestMethod]
    public void A_seal_key_is_shown_under_a_passphrase_that_is_typed_twice_and_is_long_enough()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn(isBatch: true);
        StringAssert.StartsWith(bed.Type("seal-key\rshort\rshort\r"), "error ");
        StringAssert.StartsWith(
            bed.Type("seal-key\ra passphrase that is long\ranother one that is long\r"), "error the two are not the same");
        string shown = bed.Type("seal-key\ra passphrase that is long\ra passphrase that is long\r");
        Assert.IsNotNull(SealKeyText.Read(shown, "a passphrase that is long", new LibraryHmac(), out BackupFault fault), fault.ToString());
        Assert.IsFalse(shown.Contains("that is long", System.StringComparison.Ordinal));
        Assert.AreEqual(1, bed.Module.Events.Count(EventCode.SealKeyShown));
    }

    [TestMethod]
    public void A_factory_reset_wants_the_name_typed()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        StringAssert.Contains(bed.Type("factory-reset\ryes\r"), "nothing was removed");
        Assert.IsEmpty(bed.Platform.Asked);
        bed.Type("factory-reset\ranna\r");
        Assert.AreEqual("restart", bed.Platform.Asked[^1]);
        Assert.IsFalse(bed.Accounts.IsClaimed);
    }

    [TestMethod]
    public void Nothing_that_was_secret_stands_in_an_event()
    {
        ConsoleBed bed = ConsoleBed.New();
        bed.Type($"claim anna\r{AccountBed.Label}\rmy first secret\rmy first secret\r");
        bed.Type("logout\rlogin my first secret\rmy first secret\r\rlogin anna\rmy first secrte\r");
        var all = new StringBuilder();
        for (long i = 1; i <= bed.Recent.Count(EventChoice.All); i++) all.AppendLine(bed.Recent.Line(EventChoice.All, i));
        foreach (string secret in new[] { "secret", "secrte", AccountBed.Label })
        {
            Assert.IsFalse(all.ToString().Contains(secret, System.StringComparison.Ordinal), all.ToString());
        }
    }

    private static void Expect(ConsoleBed bed, string command, string message, string remedy)
    {
        string shown = bed.Type(command + "\r").Replace("\r\n    ", " ", System.StringComparison.Ordinal);
        StringAssert.Contains(shown, "error: ");
        StringAssert.Contains(shown, message);
        StringAssert.Contains(shown, remedy);
    }
}
