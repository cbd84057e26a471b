using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Storage;
using EdgeGuard.Store;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Module;

/// <summary>The whole device, from its first start on: set up at the UART,
/// guarding, changed, and switched off at the wrong moment.</summary>
[TestClass]
public sealed class DeviceModuleTests
{
    private static readonly byte[] Allowed = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Refused = Adu.WriteRegister(8, 1, 40, 7);

    [TestMethod]
    public void A_new_device_refuses_everything_shows_its_claim_code_once_and_says_that_nothing_is_stored()
    {
        ModuleBed bed = ModuleBed.New();
        StringAssert.Contains(bed.Greeting, "Nothing is stored here");
        Assert.AreEqual(0, bed.Parts.Listeners.Count);
        Assert.IsNull(bed.Module!.Guard);
        bed.Claim();
        StringAssert.Contains(bed.Type("events\r"), "nothing is stored: a new module");
        using ModuleBed again = bed.CutPower();
        Assert.IsFalse(again.Greeting.Contains("Nothing is stored here", StringComparison.Ordinal));
        again.LogIn();
        Assert.IsFalse(again.Type("events\r").Contains("nothing is stored", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Set_up_at_the_UART_it_lets_a_client_read_and_refuses_what_no_rule_allows()
    {
        using ModuleBed bed = ModuleBed.Configured();
        MemoryClient client = bed.Connect(Peers.Plain("Operator"));
        Assert.AreEqual(11, bed.Ask(client, Allowed)?.Length);
        CollectionAssert.AreEqual(Adu.Exception(Refused, 0x01), bed.Ask(client, Refused));
        Assert.IsFalse(bed.Parts.Plc.Requests.Any(request => request.Pdu[0] == 6));
        Assert.AreEqual("192.168.1.10:502", bed.Parts.Wire.Dialled.Distinct().Single());
        string status = bed.Type("status\r");
        StringAssert.Contains(status, "policy        pump version 1");
        StringAssert.Contains(status, "192.168.1.10:502");
        StringAssert.Contains(bed.Type("sessions\r"), "192.0.2.9");
        StringAssert.Contains(bed.Type("version\r"), "EdgeGuard 0.1.0");
    }

    [TestMethod]
    public void An_isolated_module_lets_nobody_in_and_outlasts_a_power_cut_and_a_person_opens_it()
    {
        ModuleBed bed = ModuleBed.Configured();
        MemoryClient client = bed.Connect(Peers.Plain("Operator"));
        Assert.AreEqual(11, bed.Ask(client, Allowed)?.Length);
        StringAssert.Contains(bed.Type("isolate on\r"), "Closed: 1 session has ended");
        Assert.IsTrue(client.IsEnded);
        using ModuleBed again = bed.CutPower();
        Assert.IsTrue(again.Connect(Peers.Plain("Operator")).IsEnded);
        StringAssert.Contains(again.Type($"login anna\r{ModuleBed.Password}\r"), "anna [ISOLATED]>");
        again.Type("isolate off\r");
        Assert.AreEqual(11, again.Ask(again.Connect(Peers.Plain("Operator")), Allowed)?.Length);
    }

    [TestMethod]
    public void A_configured_device_finds_its_listener_open_and_its_PLC_there()
    {
        using ModuleBed bed = ModuleBed.Configured();
        bed.Type("terminal lines 0\r");
        string shown = bed.Type("selftest\r");
        StringAssert.Contains(shown, "listeners      ok      1 open");
        StringAssert.Contains(shown, "plc            ok      192.168.1.10:502 answers");
        StringAssert.Contains(shown, "18 checks");
    }

    [TestMethod]
    public void The_panel_shows_a_PLC_that_does_not_answer_until_it_does_again()
    {
        using ModuleBed bed = ModuleBed.Configured();
        bed.Clock.Trust = ClockTrust.Trusted;
        MemoryClient client = bed.Connect(Peers.Plain("Operator"));
        bed.Ask(client, Allowed);
        // A plain listener is amber without end.
        Assert.AreEqual("GA GA GA GA", Lights(bed));
        bed.Parts.Plc.Next(Mischief.Silent);
        bed.Ask(client, Allowed);
        Assert.AreEqual("GA G GA G", Lights(bed));
        bed.Ask(client, Allowed);
        Assert.AreEqual("GA GA GA GA", Lights(bed));
    }

    [TestMethod]
    public void The_panel_of_a_module_without_a_configuration_is_red_now_and_then()
    {
        using ModuleBed bed = ModuleBed.New();
        Assert.AreEqual("R - R -", Lights(bed));
    }

    [TestMethod]
    public void A_client_without_a_role_is_refused_whatever_it_asks()
    {
        using ModuleBed bed = ModuleBed.Configured();
        MemoryClient client = bed.Connect(Peers.Plain(null));
        CollectionAssert.AreEqual(Adu.Exception(Allowed, 0x01), bed.Ask(client, Allowed));
        Assert.AreEqual(0, bed.Parts.Plc.Requests.Count);
    }

    [TestMethod]
    public void What_was_committed_is_in_force_again_after_a_power_cut()
    {
        ModuleBed bed = ModuleBed.Configured();
        using ModuleBed again = bed.CutPower();
        MemoryClient client = again.Connect(Peers.Plain("Operator"));
        Assert.AreEqual(11, again.Ask(client, Allowed)?.Length);
        CollectionAssert.AreEqual(Adu.Exception(Refused, 0x01), again.Ask(client, Refused));
    }

    [TestMethod]
    public void A_power_cut_at_any_change_of_the_flash_amid_a_commit_leaves_the_old_policy_or_the_new_one()
    {
        ModuleBed configured = ModuleBed.Configured();
        CutFiles before = configured.Files.Restart();
        configured.Dispose();
        int found = 0;
        for (int at = 0; at < 6; at++)
        {
            ModuleBed bed = ModuleBed.On(before.Restart());
            bed.LogIn();
            bed.Edit("", ModuleBed.Policy.Replace("version 1", "version 2", StringComparison.Ordinal));
            bed.Files.CutAt = bed.Files.Changes + at / 2;
            bed.Files.CutsAfter = at % 2 == 1;
            bed.Type("commit\r");
            using ModuleBed again = bed.CutPower();
            MemoryClient client = again.Connect(Peers.Plain("Operator"));
            Assert.AreEqual(11, again.Ask(client, Allowed)?.Length);
            CollectionAssert.AreEqual(Adu.Exception(Refused, 0x01), again.Ask(client, Refused));
            again.LogIn();
            string shown = again.Type("policy show running\r");
            found |= shown.Contains("policy pump version 1", StringComparison.Ordinal) ? 1 : 0;
            found |= shown.Contains("policy pump version 2", StringComparison.Ordinal) ? 2 : 0;
        }
        Assert.AreEqual(3, found);
    }

    [TestMethod]
    public void A_commit_on_trial_comes_back_by_itself_and_drops_no_session()
    {
        using ModuleBed bed = ModuleBed.Configured();
        MemoryClient client = bed.Connect(Peers.Plain("Operator"));
        bed.Type("policy edit\r" + ModuleBed.Policy.Replace("0-99", "50-99", StringComparison.Ordinal).Replace('\n', '\r') + "end\r");
        StringAssert.Contains(bed.Type("commit confirm 5\r"), "In force for 5 seconds");
        CollectionAssert.AreEqual(Adu.Exception(Allowed, 0x01), bed.Ask(client, Allowed));
        StringAssert.Contains(bed.Wait(6_000), "without 'confirm'");
        Assert.AreEqual(11, bed.Ask(client, Allowed)?.Length);
    }

    [TestMethod]
    public void A_commit_on_trial_is_gone_after_a_power_cut_and_that_is_told()
    {
        ModuleBed bed = ModuleBed.Configured();
        bed.Type("policy edit\r" + ModuleBed.Policy.Replace("0-99", "50-99", StringComparison.Ordinal).Replace('\n', '\r') + "end\r");
        bed.Type("commit confirm 600\r");
        using ModuleBed again = bed.CutPower();
        Assert.AreEqual(11, again.Ask(again.Connect(Peers.Plain("Operator")), Allowed)?.Length);
        again.LogIn();
        StringAssert.Contains(again.Type("events\r"), EventTable.Words(EventCode.ConfigurationRolledBack));
    }

    [TestMethod]
    public void A_change_of_the_way_to_the_PLC_ends_sessions_and_goes_on_over_the_new_way()
    {
        using ModuleBed bed = ModuleBed.Configured();
        MemoryClient client = bed.Connect(Peers.Plain("Operator"));
        Assert.AreEqual(11, bed.Ask(client, Allowed)?.Length);
        bed.Type("set plc.address 192.168.1.20:502\r");
        bed.Type("set plc.own-address 192.168.1.251/24\r");
        StringAssert.Contains(bed.Type("commit\r"), "and stored");
        Assert.IsTrue(client.IsEnded);
        Assert.AreEqual(11, bed.Ask(bed.Connect(Peers.Plain("Operator")), Allowed)?.Length);
        Assert.AreEqual("192.168.1.20:502", bed.Parts.Wire.Dialled[^1]);
        CollectionAssert.AreEqual(new byte[] { 192, 168, 1, 251 }, bed.Parts.Simulator.OwnAddress);
    }

    [TestMethod]
    public void A_listener_that_cannot_be_had_leaves_what_was_in_force_as_it_was()
    {
        using ModuleBed bed = ModuleBed.Configured();
        bed.Type("set plc.address 192.168.1.20:502\r");
        bed.Parts.CannotListen = true;
        StringAssert.Contains(bed.Type("commit\r"), "cannot listen there");
        bed.Parts.CannotListen = false;
        StringAssert.Contains(bed.Type("commit\r"), "and stored");
        Assert.AreEqual(11, bed.Ask(bed.Connect(Peers.Plain("Operator")), Allowed)?.Length);
    }

    [TestMethod]
    public void Settings_that_the_board_cannot_keep_are_refused_with_a_remedy()
    {
        using ModuleBed bed = ModuleBed.Configured();
        string[] lines =
        [
            "plc.address plc.example:502", "plc.connections 5", "mqtt.broker broker.example:1883", "mqtt.tls off",
            "bus north COM7 19200 8E1", "unit 9 on north",
        ];
        foreach (string line in lines) bed.Type($"set {line}\r");
        bed.Type("unset plc.own-address\r");
        bed.Type("terminal lines 0\r");
        string problems = bed.Type("check\r");
        string[] told =
        [
            "plc.example", "looks no names up", "4 connections", "broker.example", "no serial port 'COM7'",
            "no address on the PLC's network",
        ];
        foreach (string words in told) StringAssert.Contains(problems, words);
        Assert.AreEqual(11, bed.Ask(bed.Connect(Peers.Plain("Operator")), Allowed)?.Length);
    }

    [TestMethod]
    public void A_broker_that_is_away_costs_the_guard_nothing_and_gets_the_events_when_it_is_back()
    {
        using ModuleBed bed = ModuleBed.Configured();
        bed.Type("set mqtt.broker 10.0.0.9:1883\r");
        bed.Type("set mqtt.tls off\r");
        StringAssert.Contains(bed.Type("commit\r"), "and stored");
        bed.Parts.Uplink!.SetThere(false);
        bed.Clock.Advance(2_000);
        int before = bed.Parts.Uplink.Topics.Count;
        MemoryClient client = bed.Connect(Peers.Plain("Operator"));
        for (int i = 0; i < 50; i++) CollectionAssert.AreEqual(Adu.Exception(Refused, 0x01), bed.Ask(client, Refused));
        StringAssert.Contains(bed.Type("status\r"), "AWAY");
        bed.Parts.Uplink.SetThere(true);
        bed.Clock.Advance(20_000);
        CollectionAssert.Contains(bed.Parts.Uplink.Topics.Skip(before).ToArray(), "edgeguard/v1/north/m1/events");
    }

    [TestMethod]
    public void After_a_factory_reset_the_module_ends_and_comes_back_with_nothing_but_its_claim_code()
    {
        ModuleBed bed = ModuleBed.Configured();
        bed.Type("factory-reset\ranna\r");
        bed.Clock.Advance(20_000);
        Assert.IsTrue(bed.HasEnded);
        using ModuleBed again = bed.CutPower();
        Assert.IsFalse(again.Greeting.Contains("claim code, for its label", StringComparison.Ordinal));
        Assert.AreEqual(0, again.Parts.Listeners.Count);
        StringAssert.Contains(again.Type("login anna\r"), "no accounts yet");
    }

    [TestMethod]
    public void A_PLC_is_asked_at_the_console_before_anything_is_in_force_and_over_the_guards_line_afterwards()
    {
        using ModuleBed bed = ModuleBed.New();
        bed.Claim();
        bed.Type("set plc.address 192.168.1.10:502\r");
        bed.Type("set plc.own-address 192.168.1.250/24\r");
        StringAssert.Contains(bed.Type("ping plc\r"), "answers in");
        CollectionAssert.AreEqual(new byte[] { 192, 168, 1, 250 }, bed.Parts.Simulator.OwnAddress);
        bed.Edit(ModuleBed.Settings, ModuleBed.Policy);
        StringAssert.Contains(bed.Type("commit\r"), "and stored");
        StringAssert.Contains(bed.Type("plc read 1 holding 0 2\r"), "0");
        Assert.AreEqual(1, bed.Parts.Plc.Connections);
    }

    [TestMethod]
    public void The_guide_asks_for_the_modules_own_address_before_it_asks_the_PLC()
    {
        using ModuleBed bed = ModuleBed.New();
        string code = bed.Greeting.Split("for its label:")[1].Trim()[..14];
        foreach (string answer in new[] { "setup", code, "anna", ModuleBed.Password, ModuleBed.Password, "north", "m1", "no", "off", "" })
        {
            bed.Type(answer + "\r");
        }
        StringAssert.Contains(bed.Type("192.168.1.10:502\r"), "the module's own address on the PLC's network: [off]");
        StringAssert.Contains(bed.Type("192.168.1.0/24\r"), "the address of a host");
        string shown = bed.Type("192.168.1.250/24\r");
        StringAssert.Contains(shown, "answers in");
        StringAssert.Contains(shown, "time zone");
        CollectionAssert.AreEqual(new byte[] { 192, 168, 1, 250 }, bed.Parts.Simulator.OwnAddress);
    }

    [TestMethod]
    public void The_key_switch_and_the_claim_code_let_in_who_has_lost_the_password_and_clients_go_on()
    {
        ModuleBed bed = ModuleBed.Configured();
        string code = bed.Greeting.Split("for its label:")[1].Trim()[..14];
        MemoryClient client = bed.Connect(Peers.Plain("Operator"));
        bed.Type("logout\r");
        StringAssert.Contains(bed.Type("forget-accounts\r"), "the key switch at the front is not turned");
        bed.Parts.Panel.IsKeyTurned = true;
        bed.Clock.Advance(500);
        bed.Type("forget-accounts\r");
        StringAssert.Contains(bed.Type(code + "\r"), "All accounts are removed");
        Assert.AreEqual(11, bed.Ask(client, Allowed)?.Length);
        bed.Parts.Panel.IsKeyTurned = false;
        using ModuleBed again = bed.CutPower();
        Assert.IsFalse(again.Greeting.Contains("This module is new", StringComparison.Ordinal), again.Greeting);
        Assert.AreEqual(11, again.Ask(again.Connect(Peers.Plain("Operator")), Allowed)?.Length);
        StringAssert.Contains(again.Type($"claim ben\r{code}\r{ModuleBed.Password}\r{ModuleBed.Password}\r"), "ben>");
    }

    [TestMethod]
    public void A_key_is_not_made_here_and_one_made_elsewhere_goes_in_together_with_its_certificate()
    {
        const string Pem =
            "-----BEGIN CERTIFICATE-----\rMIIB\r-----END CERTIFICATE-----\r-----BEGIN PRIVATE KEY-----\rMIGH\r-----END PRIVATE KEY-----\r";
        using ModuleBed bed = ModuleBed.New();
        bed.Claim();
        StringAssert.Contains(bed.Type("csr new m1\r"), "makes no keys of its own");
        StringAssert.Contains(bed.Type("install certificate\r" + Pem + "end\r"), "Installed");
        var records = new RecordStore(new FlashStore("I:\\", bed.Files));
        KeyedCertificate own = CredentialSet.Load(records).GetKeyed(RecordName.TlsIdentity)!;
        Assert.AreEqual("-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n", own.Key);
        Assert.AreEqual("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", own.Chain.Trim());
    }

    [TestMethod]
    public void Status_says_that_the_roles_of_clients_with_certificates_go_by_address_here()
    {
        const string Certificate = "-----BEGIN CERTIFICATE-----\rMIIB\r-----END CERTIFICATE-----\r";
        using ModuleBed bed = ModuleBed.New();
        bed.Claim();
        bed.Type("install certificate\r" + Certificate + "-----BEGIN PRIVATE KEY-----\rMIGH\r-----END PRIVATE KEY-----\rend\r");
        bed.Type("install ca\r" + Certificate + "end\r");
        bed.Edit(
            "site north\nmodule m1\nlisten.tls 0.0.0.0:802\ntls.address-role 192.0.2.9 Operator\nplc.address "
                + "192.168.1.10:502\nplc.own-address 192.168.1.250/24\n",
            ModuleBed.Policy);
        StringAssert.Contains(bed.Type("commit\r"), "and stored");
        StringAssert.Contains(bed.Type("status\r"), "TLS on 0.0.0.0:802, roles by address table");
    }

    [TestMethod]
    public void A_reboot_at_the_console_ends_the_module()
    {
        ModuleBed bed = ModuleBed.Configured();
        bed.Type("reboot\ryes\r");
        bed.Clock.Advance(20_000);
        Assert.IsTrue(bed.HasEnded);
        Assert.AreEqual(1, bed.Parts.Reboots);
        using ModuleBed again = bed.CutPower();
        again.LogIn();
        StringAssert.Contains(again.Type("status\r"), "a person, at the console");
    }

    [TestMethod]
    public void The_watchdog_is_fed_while_every_thread_is_heard_of_and_a_run_that_left_no_word_was_cut()
    {
        ModuleBed bed = ModuleBed.Configured();
        int before = bed.Parts.Watchdog.Feeds;
        bed.Clock.Advance(60_000);
        Assert.IsGreaterThan(100, bed.Parts.Watchdog.Feeds - before);
        Assert.AreEqual(0, bed.Parts.Reboots);
        CutFiles left = bed.Files.Restart();
        bed.Dispose();
        using ModuleBed again = ModuleBed.On(left);
        again.LogIn();
        StringAssert.Contains(again.Type("status\r"), "power, a reset or the watchdog");
    }

    [TestMethod]
    public void A_policy_that_cannot_be_read_any_more_means_refuse()
    {
        ModuleBed bed = ModuleBed.Configured();
        CutFiles files = bed.Files.Restart();
        foreach (string name in files.Names.Where(name => name.Contains("configuration", StringComparison.Ordinal)).ToArray())
        {
            files.Write(name, [1, 2, 3]);
        }
        bed.Dispose();
        using ModuleBed again = ModuleBed.On(files);
        Assert.AreEqual(0, again.Parts.Listeners.Count);
        again.LogIn();
        StringAssert.Contains(again.Type("events\r"), "configuration, nothing is left of it");
    }

    [TestMethod]
    public void A_claim_code_that_is_lost_is_made_anew_and_what_is_in_force_stays_in_force()
    {
        ModuleBed bed = ModuleBed.Configured();
        CutFiles files = bed.Files.Restart();
        foreach (string name in files.Names.Where(name => name.Contains("label", StringComparison.Ordinal)).ToArray()) files.Delete(name);
        bed.Dispose();
        using ModuleBed again = ModuleBed.On(files);
        StringAssert.Contains(again.Greeting, "is lost. What else is stored is in force. Its new claim code");
        Assert.AreEqual(11, again.Ask(again.Connect(Peers.Plain("Operator")), Allowed)?.Length);
        again.LogIn();
        StringAssert.Contains(again.Type("events\r"), "label, nothing is left of it");
    }

    [TestMethod]
    public void Sixty_kilobytes_of_policy_pasted_at_the_UART_arrive_whole()
    {
        using ModuleBed bed = ModuleBed.Configured();
        string text = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"# {i:D4} {new string((char)('a' + i % 26), 55)}\r"));
        string shown = bed.Type("policy edit\r" + text + "end\r");
        StringAssert.Contains(shown, $"1000 lines, {text.Length} characters.");
        Assert.AreEqual(0, bed.Parts.Uart.Lost);
    }

    [TestMethod]
    public void New_credentials_begin_another_guard_and_the_same_ones_again_do_not()
    {
        using ModuleBed bed = ModuleBed.Configured();
        Assert.AreEqual(1, bed.Parts.Listeners.Count);
        Install(bed, "tree words of a friend");
        Assert.AreEqual(2, bed.Parts.Listeners.Count);
        Install(bed, "tree words of a friend");
        Assert.AreEqual(2, bed.Parts.Listeners.Count, "nothing is new");
        StringAssert.Contains(bed.Type("set client.idle 5m\rcommit\r"), "and stored");
        Assert.AreEqual(2, bed.Parts.Listeners.Count, "a commit of a time");
    }

    private static void Install(ModuleBed bed, string password)
    {
        StringAssert.Contains(bed.Type($"install broker-password\r{password}\r"), "Installed");
    }

    [TestMethod]
    public void The_version_is_that_of_the_release()
    {
        string release = typeof(DeviceModuleTests).Assembly.GetName().Version!.ToString(3);
        Assert.AreEqual(EdgeGuard.Module.ModuleVersion.Text, release);
    }

    // Every half second, beginning where the pattern may begin.
    private static string Lights(ModuleBed bed)
    {
        bed.Clock.Advance(2_000);
        var seen = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            string lights = bed.Parts.Panel.Shown.ToString();
            seen.Add(lights == "None" ? "-" : string.Concat(lights.Split(", ").Select(light => light[0])));
            bed.Clock.Advance(500);
        }
        string shown = string.Join(' ', seen);
        return shown is "G GA G GA" ? "GA G GA G" : shown is "- R - R" ? "R - R -" : shown;
    }
}
