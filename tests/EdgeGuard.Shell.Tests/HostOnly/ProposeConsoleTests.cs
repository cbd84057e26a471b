using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>A policy made of what was asked, at a console: seen, taken, and never in place of something that nobody was told of.</summary>
[TestClass]
public sealed class ProposeConsoleTests
{
    private const string Section = "### A policy of what was asked";

    [TestMethod]
    public void The_screens_are_those_of_the_manual()
    {
        ConsoleBed bed = InForce();
        string shown = "anna> policy propose\n" + Lines(bed, "policy propose")
            + "anna> policy propose take\n" + Lines(bed, "policy propose take");
        Assert.AreEqual(string.Join("\n\n", ManualTests.Screens(Section)).TrimEnd(), shown.TrimEnd());
    }

    [TestMethod]
    public void What_is_taken_is_the_candidate_and_nothing_is_in_force_before_a_commit()
    {
        ConsoleBed bed = InForce();
        bed.Type("policy propose take\r");
        string taken = bed.Configurations.CandidatePolicy;
        PolicyReading reading = PolicyReader.Read(taken);
        Assert.AreEqual("pump", reading.Policy!.Name);
        Assert.AreEqual(2, reading.Policy.Version);
        Assert.Contains("allow 16 unit 1 address 40-41 value 0-1500", taken);
        Assert.AreEqual(ConsoleBed.Policy, bed.Configurations.InForce!.Texts.Policy);
        bed.Type("discard\r");
        Assert.AreEqual(ConsoleBed.Policy, bed.Configurations.CandidatePolicy);
        Assert.Contains("In force, and stored.", bed.Type("policy propose take\rcommit\r"));
        Assert.AreEqual(taken, bed.Configurations.InForce!.Texts.Policy);
    }

    [TestMethod]
    public void What_is_shown_to_a_script_is_the_policy_and_nothing_else()
    {
        ConsoleBed bed = InForce();
        bed.Type("terminal batch on\r");
        string shown = bed.Type("policy propose\r").Replace("\r", "", StringComparison.Ordinal);
        Assert.EndsWith("ok\n", shown);
        bed.Type("policy propose take\r");
        Assert.AreEqual(shown[..^"ok\n".Length], bed.Configurations.CandidatePolicy);
    }

    [TestMethod]
    public void A_candidate_that_is_in_force_nowhere_is_dropped_only_by_somebody_who_was_told()
    {
        ConsoleBed bed = InForce();
        bed.Type("policy add allow 6 unit 1 address 40\r");
        string changed = bed.Configurations.CandidatePolicy;
        Assert.Contains("Policy pump version 1 is in force nowhere", bed.Type("policy propose take\r"));
        Assert.Contains("Replace it? yes/no:", bed.Type("perhaps\r"));
        Assert.Contains("nothing has changed", bed.Type("no\r"));
        Assert.AreEqual(changed, bed.Configurations.CandidatePolicy);
        Assert.Contains("which was in force nowhere, is gone", bed.Type("policy propose take\ryes\r"));
        Assert.Contains("allow 16 unit 1", bed.Configurations.CandidatePolicy);
    }

    [TestMethod]
    public void What_another_console_changed_between_question_and_answer_is_kept()
    {
        ConsoleBed bed = InForce();
        bed.Type("policy add allow 6 unit 1 address 40\rpolicy propose take\r");
        ConsoleSession other = bed.Begin();
        bed.Type(other, System.Text.Encoding.UTF8.GetBytes("login anna\r" + Testing.Store.AccountBed.Password
            + "\rpolicy add allow 6 unit 1 address 41\r"));
        string changed = bed.Configurations.CandidatePolicy;
        Assert.Contains("changed at another console", bed.Type("yes\r"));
        Assert.AreEqual(changed, bed.Configurations.CandidatePolicy);
    }

    [TestMethod]
    public void A_script_is_told_what_it_replaced()
    {
        ConsoleBed bed = InForce();
        bed.Type("policy add allow 6 unit 1 address 40\rterminal batch on\r");
        Assert.Contains("Policy pump version 1, which was in force nowhere, is gone.\r\nok", bed.Type("policy propose take\r"));
    }

    [TestMethod]
    public void A_viewer_sees_it_and_changes_nothing()
    {
        ConsoleBed bed = InForce();
        bed.Type("account add vera viewer\rcorrect horse\rcorrect horse\rlogout\rlogin vera\rcorrect horse\r");
        Assert.Contains("allow 16 unit 1 address 40-41", bed.Type("policy propose\r"));
        Assert.Contains("may not change the configuration", bed.Type("policy propose take\r"));
        Assert.AreEqual(ConsoleBed.Policy, bed.Configurations.CandidatePolicy);
    }

    [TestMethod]
    public void What_was_not_asked_since_then_is_not_proposed()
    {
        ConsoleBed bed = InForce();
        bed.Module.Clock.Advance(3 * 3_600_000);
        var source = new TrafficSource(
            bed.Services.Traffic!.Table, new Peer(PeerTransport.Tls, "10.0.0.7", "CN=new", "Engineer", "cd", long.MaxValue));
        TrafficConsoleTests.Ask(bed, source, [1, 0, 0, 0, 8], RequestFate.Answered, 0);
        string at = TerminalText.Utc(bed.Module.Clock.Utc - 60_000);
        foreach (string since in new[] { "2h", at, at.Replace(' ', 'T') })
        {
            string shown = bed.Type("policy propose since " + since + "\r");
            Assert.Contains("role Engineer", shown, since);
            Assert.DoesNotContain("role Operator", shown, since);
        }
        Assert.Contains("role Operator", bed.Type("policy propose since 4h\r"));
        Assert.Contains("nothing was asked since then", bed.Type("policy propose since 2026-12-31 00:00:00Z\r"));
    }

    [TestMethod]
    public void What_is_typed_wrongly_or_cannot_be_known_is_said_with_what_is_right()
    {
        ConsoleBed bed = InForce();
        foreach (string words in new[] { "since", "since yesterday", "took", "take since", "take 7d", "7d", "since 7", "since 7d more" })
        {
            Assert.Contains("is nothing that could be proposed of", bed.Type("policy propose " + words + "\r"), words);
        }
        Assert.AreEqual(ConsoleBed.Policy, bed.Configurations.CandidatePolicy);
        bed.Module.Clock.Trust = ClockTrust.Unset;
        Assert.Contains("the module has no time", bed.Type("policy propose since 7d\r"));
        Assert.Contains("role Operator", bed.Type("policy propose\r"));
    }

    [TestMethod]
    public void Where_nothing_was_asked_or_nothing_can_be_proposed_that_is_said()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        Assert.Contains("nothing was asked yet", bed.Type("policy propose\r"));
        var source = new TrafficSource(
            bed.Services.Traffic!.Table, new Peer(PeerTransport.Plain, "10.0.0.66", "", null, "", long.MaxValue));
        TrafficConsoleTests.Ask(bed, source, [3, 0, 0, 0, 8], RequestFate.Answered, 0);
        Assert.Contains("its client has no role", Lines(bed, "policy propose"));
        Assert.Contains("nothing of what was asked can be proposed", bed.Type("policy propose take\r"));
        Assert.AreEqual("", bed.Configurations.CandidatePolicy);
        bed.Services.Traffic = null;
        Assert.Contains("traffic is not recorded", bed.Type("policy propose\r"));
    }

    [TestMethod]
    public void What_is_too_large_for_a_policy_is_said_and_the_candidate_stays()
    {
        ConsoleBed bed = InForce();
        for (int i = 0; i < 12; i++)
        {
            var source = new TrafficSource(bed.Services.Traffic!.Table,
                new Peer(PeerTransport.Tls, "10.0.0.7", "CN=" + i, i + new string('R', 6_000), i.ToString(), long.MaxValue));
            TrafficConsoleTests.Ask(bed, source, [1, 0, 0, 0, 8], RequestFate.Answered, 0);
        }
        string shown = bed.Type("policy propose take\r").Replace("\r\n    ", " ", StringComparison.Ordinal);
        Assert.Contains("at most 65536 fit", shown);
        Assert.Contains("so much is no policy; nothing has changed propose of less", shown);
        Assert.AreEqual(ConsoleBed.Policy, bed.Configurations.CandidatePolicy);
    }

    [TestMethod]
    public void Evidence_that_has_no_room_is_left_out_and_that_is_said()
    {
        ConsoleBed bed = InForce();
        for (int i = 0; i < 12; i++)
        {
            var source = new TrafficSource(bed.Services.Traffic!.Table,
                new Peer(PeerTransport.Tls, "10.0.0.7", "CN=" + new string('n', 6_000), "R" + i, i.ToString(), long.MaxValue));
            TrafficConsoleTests.Ask(bed, source, [1, 0, 0, 0, 8], RequestFate.Answered, 0);
        }
        bed.Type("policy propose take\r");
        Assert.Contains("has no room in a policy", bed.Configurations.CandidatePolicy);
        Assert.AreEqual(0, PolicyReader.Read(bed.Configurations.CandidatePolicy).Problems.Errors);
    }

    [TestMethod]
    public void No_line_is_wider_than_a_terminal()
    {
        ConsoleBed bed = InForce();
        foreach (string command in new[] { "policy propose", "policy propose take" })
        {
            Assert.IsTrue(Lines(bed, command).Split('\n').All(line => line.Length <= 79), Lines(bed, command));
        }
    }

    private static ConsoleBed InForce()
    {
        ConsoleBed bed = TrafficConsoleTests.Asked();
        bed.Edit();
        bed.Type("commit\r");
        return bed;
    }

    private static string Lines(ConsoleBed bed, string command) => TrafficConsoleTests.Lines(bed, command);
}
