using System;
using EdgeGuard.Core;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>How the PLC is, where a technician looks; and letting go of it.</summary>
[TestClass]
public sealed class PlcStateTests
{
    private static readonly long Since = new DateTimeOffset(2026, 3, 2, 5, 19, 14, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [TestMethod]
    public void A_PLC_that_cannot_be_reached_is_an_alarm_with_its_time_in_status_and_at_the_login()
    {
        ConsoleBed bed = InForce();
        bed.Platform.PlcStates = [new PlcStatus("PLC at 127.0.0.1:502", PlcState.Unreachable, Since, 1, [])];
        string shown = bed.Type("status\r");
        StringAssert.Contains(shown, "ALARM         PLC at 127.0.0.1:502: NOT REACHABLE since 2026-03-02 05:19:14Z\r\n");
        StringAssert.Contains(shown, "plc           127.0.0.1:502   NOT REACHABLE since 2026-03-02 05:19:14Z\r\n");
        string login = bed.Type($"logout\rlogin anna\r{AccountBed.Password}\r");
        StringAssert.Contains(login, "ALARM: PLC at 127.0.0.1:502: NOT REACHABLE since 2026-03-02 05:19:14Z.\r\n");
    }

    [TestMethod]
    public void A_PLC_that_answers_is_no_alarm_and_without_a_clock_it_says_for_how_long()
    {
        ConsoleBed bed = InForce();
        bed.Platform.PlcStates = [new PlcStatus("PLC at 127.0.0.1:502", PlcState.Answers, 0, 3_723_000, [])];
        string shown = bed.Type("status\r");
        StringAssert.Contains(shown, "plc           127.0.0.1:502   answers for 01:02:03\r\n");
        Assert.IsFalse(shown.Contains("ALARM", StringComparison.Ordinal));
        bed.Platform.PlcStates = [new PlcStatus("PLC at 127.0.0.1:502", PlcState.Unknown, Since, 1, [])];
        StringAssert.Contains(bed.Type("status\r"), "plc           127.0.0.1:502   not asked yet\r\n");
    }

    [TestMethod]
    public void Units_that_do_not_answer_are_named_by_number()
    {
        ConsoleBed bed = InForce();
        bed.Platform.PlcStates = [new PlcStatus("PLC at 127.0.0.1:502", PlcState.Answers, Since, 1, [3, 7, 8, 9, 255])];
        StringAssert.Contains(bed.Type("status\r"), "              units that do NOT ANSWER: 3, 7-9, 255\r\n");
        bed.Platform.PlcStates = [new PlcStatus("PLC at 127.0.0.1:502", PlcState.Answers, Since, 1, [3])];
        StringAssert.Contains(bed.Type("status\r"), "              unit that does NOT ANSWER: 3\r\n");
    }

    [TestMethod]
    public void The_numbers_on_the_screen_add_up()
    {
        ConsoleBed bed = InForce();
        Counter[] parts = [
            Counter.Allowed, Counter.Refused, Counter.Limited, Counter.Observed, Counter.PlcUnreachable, Counter.PlcBackedOff];
        for (int i = 0; i < parts.Length; i++)
        {
            for (int n = 0; n <= i; n++)
            {
                bed.Services.Counters.Add(parts[i]);
                bed.Services.Counters.Add(Counter.Requests);
            }
        }
        string shown = bed.Type("status\r");
        StringAssert.Contains(shown, "21 in all");
        StringAssert.Contains(
            shown,
            "1 allowed, 2 refused, 3 rate-limited, 4 observed\r\n              5 without a path to the PLC (0A), 6 to a unit backed off "
                + "(0B)\r\n");
    }

    [TestMethod]
    public void A_PLC_is_let_go_of_for_ten_minutes_or_as_long_as_is_said()
    {
        ConsoleBed bed = InForce();
        bed.Platform.Asked.Clear();
        StringAssert.Contains(
            bed.Type("plc release\r"), "The module lets go of the PLC for 00:10:00: clients get exception 0A meanwhile.\r\n");
        bed.Type("plc release 90s\r");
        StringAssert.Contains(bed.Type("plc release off\r"), "The PLC is the module's again.");
        CollectionAssert.AreEqual(new[] { "release 600000 by anna", "release 90000 by anna", "take by anna" }, bed.Platform.Asked);
        bed.Platform.PlcStates = [new PlcStatus("PLC", PlcState.Released, Since, 1, []) { ReleasedMs = 570_500, ReleasedBy = "anna" }];
        string shown = bed.Type("status\r");
        StringAssert.Contains(shown, "RELEASED      PLC and buses, for 00:09:31 more, by anna: clients get 0A\r\n");
        StringAssert.Contains(
            bed.Type($"logout\rlogin anna\r{AccountBed.Password}\r"),
            "RELEASED: PLC and buses, for 00:09:31 more, by anna: clients get 0A");
    }

    [TestMethod]
    public void What_is_no_time_or_cannot_be_is_told_with_what_would_be()
    {
        ConsoleBed bed = InForce();
        foreach (string time in new[] { "soon", "0s", "13h", "10m 5", "10" })
        {
            StringAssert.Contains(
                bed.Type($"plc release {time}\r"),
                $"error: '{time}' is no time from 1s to 12h\r\n    'plc release 10m', or 'plc release off'");
        }
        bed.Platform.HasPlc = false;
        StringAssert.Contains(bed.Type("plc release 5m\r"), "error: nothing is in force");
        StringAssert.Contains(bed.Type("plc release off\r"), "error: the module has not let go of the PLC");
    }

    [TestMethod]
    public void Who_may_only_look_cannot_let_go_of_the_PLC()
    {
        ConsoleBed bed = InForce();
        bed.Type($"account add bob viewer\r{AccountBed.Password}\r{AccountBed.Password}\rlogout\rlogin bob\r{AccountBed.Password}\r");
        bed.Platform.Asked.Clear();
        StringAssert.Contains(bed.Type("plc release\r"), "technician");
        Assert.AreEqual(0, bed.Platform.Asked.Count);
    }

    private static ConsoleBed InForce()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("commit\r");
        return bed;
    }
}
