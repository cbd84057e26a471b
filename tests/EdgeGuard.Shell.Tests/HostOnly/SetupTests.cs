using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>The guide through the first start, walked as it should be and with a mistake at each question.</summary>
[TestClass]
public sealed class SetupTests
{
    private const string Secret = "tree words of a friend";

    // Prompt, what is typed there by mistake (none: null), what is said of it, and what is right.
    private static readonly (string Prompt, string? Wrong, string Told, string Right)[] ByNetwork =
    [
        ("claim code: ", "4K7T-09WX-M2QX", "the claim code is wrong", AccountBed.Label),
        ("your name: ", "Anna Smith", "no name for an account", "anna"),
        ("new password: ", "short", "the password is too short", Secret),
        ("and again: ", "tree words of a fiend", "the two differ", Secret),
        ("site: ", "north plant", "is no value for site", "north"),
        ("module: ", "", "module has no value name of this module", "m1"),
        ("[yes] ", "nein", "neither yes nor no", "no"),
        ("clients connect to: [0.0.0.0:802] ", "everywhere", "is no value for listen.tls", ""),
        ("PLC by network or serial? [network] ", "usb", "'usb' is neither", ""),
        ("PLC (host:port): ", "off", "nothing to guard", "192.168.1.10:502"),
        ("time zone: [UTC0] ", "Europe/Berln", "did you mean 'Europe/Berlin'?", "Europe/Berlin"),
        ("(Enter: as installed): ", null, "", ""),
        ("seconds? [180] ", "soon", "a trial takes 1 to 86400 seconds", ""),
        ("lets the trial run:\r\n> ", null, "", "yes"),
    ];

    private static readonly (string Prompt, string? Wrong, string Told, string Right)[] Serial =
    [
        ("PLC by network or serial? [network] ", "rtu", "'rtu' is neither", "serial"),
        ("serial port: ", "", "a bus has a port", "/dev/ttyUSB0"),
        ("baud rate and format: [19200 8E1] ", "19200 8X1", "8E1, 8O1, 8N2 or 8N1", ""),
        ("units on it: [1] ", "300", "is no unit of a bus", "1-4"),
    ];

    [TestMethod]
    public void No_mistake_costs_more_than_one_line_typed_again()
    {
        int without = Walk(ByNetwork, withMistakes: false, out _);
        int with = Walk(ByNetwork, withMistakes: true, out ConsoleBed bed);
        Assert.AreEqual(without + ByNetwork.Count(step => step.Wrong != null), with);
        Assert.AreEqual("Europe/Berlin", bed.Configurations.InForce!.Settings.Text("site.zone"));
        Assert.AreEqual("192.168.1.10:502", bed.Configurations.InForce.Settings.Text("plc.address"));
    }

    [TestMethod]
    public void A_PLC_on_a_serial_bus_is_led_to_line_by_line_and_asked_once_it_is_in_force()
    {
        var steps = ByNetwork.Where(step => !step.Prompt.StartsWith("PLC", StringComparison.Ordinal)).ToList();
        steps.InsertRange(steps.FindIndex(step => step.Prompt.StartsWith("time zone", StringComparison.Ordinal)), Serial);
        int without = Walk([.. steps], withMistakes: false, out _);
        int with = Walk([.. steps], withMistakes: true, out ConsoleBed bed);
        Assert.AreEqual(without + steps.Count(step => step.Wrong != null), with);
        CollectionAssert.AreEqual(new[] { "bus1 /dev/ttyUSB0 19200 8E1" }, bed.Configurations.InForce!.Settings.All("bus"));
        CollectionAssert.AreEqual(new[] { "1-4 on bus1" }, bed.Configurations.InForce.Settings.All("unit"));
        CollectionAssert.AreEqual(new[] { "anna 1 0300000001" }, bed.Platform.Asked, "over the guard's line, when the trial began");
    }

    [TestMethod]
    public void Who_types_the_port_or_the_address_at_once_is_understood()
    {
        ConsoleBed bed = AtThePlc();
        StringAssert.EndsWith(bed.Type("/dev/ttyUSB0 9600 8N1\r"), "units on it: [1] ");
        bed.Type("\r");
        Assert.AreEqual("bus1 /dev/ttyUSB0 9600 8N1", Candidate(bed, "bus "));
        bed = AtThePlc();
        StringAssert.Contains(bed.Type("10.0.0.9:502\r"), "Unit 1 answers");
        bed = AtThePlc();
        bed.Type("\r");
        StringAssert.EndsWith(bed.Type("/dev/ttyUSB0 19200 8E1\r"), "units on it: [1] ", "at the question for the address, too");
    }

    [TestMethod]
    public void Who_changes_his_mind_has_one_of_the_two_in_the_end()
    {
        ConsoleBed bed = AtThePlc();
        bed.Platform.Reply = new PlcReadResult("no connection", "is it on?");
        bed.Type("network\r10.0.0.9:502\r");
        StringAssert.Contains(bed.Type("/dev/ttyS1 9600 8E1\r"), "The PLC's address that the candidate had is taken out of it.");
        bed.Type("1 3 7\r");
        Assert.AreEqual("", Candidate(bed, "plc.address"));
        Assert.AreEqual("1 on bus1;3 on bus1;7 on bus1", Candidate(bed, "unit "));
        bed.Type("\u0003setup\rnorth\rm1\rno\r\r");
        StringAssert.Contains(bed.Type("?"), "serial: Modbus RTU");
        StringAssert.Contains(bed.Type("network\r10.0.0.9:502\r"), "The bus that the candidate had is taken out of it.");
        Assert.AreEqual("", Candidate(bed, "bus ") + Candidate(bed, "unit "));
    }

    [TestMethod]
    [DataRow("19200")]
    [DataRow("north /dev/ttyUSB0 19200 8E1")]
    public void What_the_format_lacks_is_told_as_it_is_asked_for_here(string wrong)
    {
        ConsoleBed bed = AtThePlc();
        bed.Type("serial\r/dev/ttyUSB0\r");
        string shown = bed.Type(wrong + "\r").Replace("\r\n    ", " ", StringComparison.Ordinal);
        StringAssert.Contains(shown, "such as 9600 8N1; 'network' for");
        Assert.IsFalse(shown.Contains("a name, a port", StringComparison.Ordinal), shown);
        StringAssert.EndsWith(bed.Type("network\r"), "PLC (host:port): ");
    }

    [TestMethod]
    public void The_summary_warns_of_a_line_once()
    {
        ConsoleBed bed = AtThePlc();
        bed.Type("10.0.0.9:502\r\r\r");
        string shown = bed.Type("edgeguard-policy 1\rpolicy p version 1\rrole A\rallow 6 address 1-9\rallow 6 address 4 value 0-9\rend\r");
        string summary = shown[shown.IndexOf("8 of 8", StringComparison.Ordinal)..];
        Assert.HasCount(2, summary.Split("line 5 never decides"), summary);
    }

    [TestMethod]
    public void The_ports_that_are_there_are_listed()
    {
        ConsoleBed bed = AtThePlc();
        bed.Type("serial\r");
        StringAssert.Contains(bed.Type("?"), "/dev/ttyS7");
    }

    [TestMethod]
    public void A_module_without_TLS_is_asked_for_its_serial_client_and_for_no_certificate()
    {
        ConsoleBed bed = ConsoleBed.New();
        bed.Type($"setup\r{AccountBed.Label}\ranna\r{Secret}\r{Secret}\rnorth\rm1\rno\r");
        StringAssert.Contains(bed.Type("off\r"), "role of a serial client");
        StringAssert.Contains(bed.Type("/dev/ttyUSB1 9600\r"), "is no value for listen.serial");
        bed.Type("/dev/ttyUSB1 9600 8E1 Operator\r10.0.0.9:502\r");
        StringAssert.Contains(bed.Type("\r"), "Nobody connects with TLS, so none is needed.");
        Assert.AreEqual("/dev/ttyUSB1 9600 8E1 Operator", Candidate(bed, "listen.serial"));
    }

    [TestMethod]
    public void What_only_the_end_can_tell_is_mended_at_the_prompt_and_nothing_is_typed_again()
    {
        ConsoleBed bed = ConsoleBed.New();
        bed.Type($"setup\r{AccountBed.Label}\ranna\r{Secret}\r{Secret}\rnorth\rm1\rno\roff\r\r127.0.0.1:502\r\r");
        string shown = bed.Type(ConsoleBed.Policy.Replace('\n', '\r') + "end\r");
        StringAssert.Contains(shown, "no client could connect");
        StringAssert.Contains(shown.Replace("\r\n    ", " ", StringComparison.Ordinal), "then 'commit confirm 180' and 'confirm'");
        bed.Type("set unsafe-plain.listen 127.0.0.1:0\rcommit confirm 180\rconfirm\r");
        Assert.AreEqual("pump", bed.Guard.Policy);
    }

    [TestMethod]
    public void Time_zones_are_named_by_the_help()
    {
        ConsoleBed bed = AtThePlc();
        bed.Type("10.0.0.9:502\r");
        StringAssert.Contains(bed.Type("?").Replace("\r\n    ", " ", StringComparison.Ordinal), "Europe/London, America/New_York");
    }

    [TestMethod]
    public void A_wrong_claim_code_is_locked_out_at_once_with_the_seconds_to_wait_and_is_no_free_guess()
    {
        ConsoleBed bed = ConsoleBed.New();
        bed.Type("setup\r");
        string shown = "";
        for (int i = 0; i < 5; i++) shown = bed.Type("0000-0000-0000\r");
        StringAssert.Contains(shown, "too many failures");
        StringAssert.Contains(shown, "wait 5 seconds");
        StringAssert.Contains(bed.Type(AccountBed.Label + "\r"), "too many failures");
        Assert.AreEqual(4, bed.Module.Events.Count(EventCode.LoginFailed));
        bed.Wait(5_000);
        StringAssert.EndsWith(bed.Type(AccountBed.Label + "\r"), "your name: ");
    }

    [TestMethod]
    public void What_was_typed_twice_counts_whichever_of_the_two_was_mistyped()
    {
        const string Slip = "tree words of a fiend";
        foreach (string[] typed in new[] { new[] { Secret, Slip, Secret }, [Slip, Secret, Secret] })
        {
            ConsoleBed bed = ConsoleBed.New();
            bed.Type($"setup\r{AccountBed.Label}\ranna\r");
            string shown = string.Concat(typed.Select(line => bed.Type(line + "\r")));
            StringAssert.Contains(shown, "You are logged in");
            bed.Type("\u0003logout\r");
            StringAssert.Contains(bed.Type($"login anna\r{Secret}\r"), "anna, technician");
        }
    }

    [TestMethod]
    public void Three_secrets_begin_anew_and_none_ends_up_at_the_prompt()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("account password\rthe first of three\rthe second of three\rthe third of three\r");
        StringAssert.EndsWith(shown, "new password: ");
        shown += bed.Type($"{Secret}\r{Secret}\r");
        StringAssert.EndsWith(shown, "anna> ");
        Assert.IsFalse(shown.Contains("of three", StringComparison.Ordinal));
    }

    private static ConsoleBed AtThePlc()
    {
        ConsoleBed bed = ConsoleBed.New();
        StringAssert.EndsWith(
            bed.Type($"setup\r{AccountBed.Label}\ranna\r{Secret}\r{Secret}\rnorth\rm1\rno\r\r"), "PLC by network or serial? [network] ");
        return bed;
    }

    // The values of a key, as the candidate's text has them.
    private static string Candidate(ConsoleBed bed, string key) =>
        string.Join(
            ';',
            bed.Configurations.CandidateSettings.Split('\n')
                .Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..].Trim()));

    // Lines typed, the pasted policy aside.
    private static int Walk((string Prompt, string? Wrong, string Told, string Right)[] steps, bool withMistakes, out ConsoleBed bed)
    {
        bed = ConsoleBed.New();
        string shown = bed.Type("setup\r");
        int typed = 1;
        var said = new List<string>();
        foreach ((string prompt, string? wrong, string told, string right) in steps)
        {
            StringAssert.EndsWith(shown, prompt);
            if (withMistakes && wrong != null)
            {
                shown = bed.Type(wrong + "\r");
                typed++;
                StringAssert.Contains(shown.Replace("\r\n    ", " ", StringComparison.Ordinal), told);
                said.Add(shown);
            }
            shown = bed.Type(right + "\r");
            typed++;
            if (shown.Contains("Paste the policy", StringComparison.Ordinal))
            {
                shown = bed.Type(ConsoleBed.Policy.Replace('\n', '\r') + "end\r");
            }
        }
        StringAssert.Contains(shown, "this is what a restart brings");
        Assert.IsFalse(string.Concat(said).Contains(Secret, StringComparison.Ordinal));
        return typed;
    }
}
