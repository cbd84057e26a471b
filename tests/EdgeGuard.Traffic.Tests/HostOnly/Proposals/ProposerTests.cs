using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic.Tests.HostOnly.Proposals;

/// <summary>What becomes a line of a proposal, what is joined with what, and what is only listed.</summary>
[TestClass]
public sealed class ProposerTests
{
    [TestMethod]
    public void Polls_that_touch_or_overlap_are_one_range()
    {
        var recording = new Recording();
        recording.Ask("03 address 10-19");
        recording.Ask("03 address 0-9");
        recording.Ask("03 address 15-29");
        recording.Ask("03 address 12-13");
        Expect(recording, "HMI: allow 3 unit 1 address 0-29");
        Assert.AreEqual(30, recording.Propose().Addresses);
        Assert.AreEqual(0, recording.Propose().UnseenAddresses);
    }

    [TestMethod]
    [DataRow(80, 88, "0-79,89", DisplayName = "a hole of nine")]
    [DataRow(80, 87, "0-159", DisplayName = "a hole of eight, one address in ten at most")]
    [DataRow(40, 47, "0-39,48", DisplayName = "a hole of eight, more than one address in ten")]
    [DataRow(20, 21, "0-39", DisplayName = "a hole of two in forty")]
    public void A_hole_is_bridged_if_it_is_small_and_one_address_in_ten_at_most_was_not_asked_for(int from, int to, string ranges)
    {
        var recording = new Recording();
        recording.Ask($"03 address 0-{from - 1}");
        string behind = ranges.Contains(',', System.StringComparison.Ordinal) ? $"{to + 1}" : $"{to + 1}-{2 * from - 1}";
        recording.Ask($"03 address {behind}");
        Expect(recording, $"HMI: allow 3 unit 1 address {ranges}");
        Assert.AreEqual(ranges.Contains(',', System.StringComparison.Ordinal) ? 0 : to - from + 1, recording.Propose().UnseenAddresses);
    }

    [TestMethod]
    public void Writes_are_joined_over_no_hole_and_never_with_reads()
    {
        var recording = new Recording();
        recording.Ask("06 address 0 value 7");
        recording.Ask("06 address 1 value 7");
        recording.Ask("06 address 3 value 7");
        recording.Ask("03 address 2");
        Expect(recording, "HMI: allow 3 unit 1 address 2", "HMI: allow 6 unit 1 address 0-1,3 value 7");
    }

    [TestMethod]
    public void Writes_beside_each_other_keep_their_own_bounds()
    {
        var recording = new Recording();
        recording.Ask("06 address 0 value 7");
        recording.Ask("06 address 1 value 1000");
        Expect(recording, "HMI: allow 6 unit 1 address 0 value 7", "HMI: allow 6 unit 1 address 1 value 1000");
    }

    [TestMethod]
    [DataRow("0,1,4", "0-1,4", DisplayName = "states stay what they are")]
    [DataRow("12,1487", "0-1500")]
    [DataRow("203,217", "203-217")]
    [DataRow("3,98", "0-100")]
    [DataRow("650,700,812", "650-820")]
    [DataRow("30000,65000", "30000-65535")]
    [DataRow("0,65535", "")]
    public void Values_are_bounded_by_what_was_seen_rounded_outward(string seen, string bounds)
    {
        var recording = new Recording();
        foreach (string value in seen.Split(',')) recording.Ask($"06 address 40 value {value}");
        Expect(recording, "HMI: allow 6 unit 1 address 40" + (bounds.Length > 0 ? " value " + bounds : ""));
    }

    [TestMethod]
    public void Coils_that_were_only_set_may_only_be_set()
    {
        var recording = new Recording();
        recording.Ask("05 address 7 value on");
        recording.Ask("15 address 20 value on,off");
        Expect(recording, "HMI: allow 5 unit 1 address 7 value on", "HMI: allow 15 unit 1 address 20-21");
    }

    [TestMethod]
    public void What_was_not_recorded_is_not_bounded_and_says_so()
    {
        var recording = new Recording(recordsValues: false);
        recording.Ask("06 address 40 value 7");
        Expect(recording, "HMI: allow 6 unit 1 address 40");
        StringAssert.Contains(recording.Propose().Text, "what was written was not recorded: bound it by hand");
    }

    [TestMethod]
    public void Functions_with_more_than_one_range_or_none_have_lines_that_bind_what_they_have()
    {
        var recording = new Recording();
        string[] requests =
        [
            "23 read 0-9 write 40 value 7", "22 address 4 and 0xFF0F or 0x0010", "20 file 4 record 0-9", "24 address 3", "43/14",
            "pdu 08 00 00 00 01 00 02", "8/2", "17",
        ];
        foreach (string request in requests) recording.Ask(request);
        recording.Now += Recording.Day;
        foreach (string request in requests) recording.Ask(request);
        Expect(
            recording, "HMI: allow 8/0 unit 1 quantity 1-2", "HMI: allow 8/2 unit 1", "HMI: allow 17 unit 1",
            "HMI: allow 20 unit 1 file 4 record 0-9", "HMI: allow 22 unit 1 address 4 mask 0x00F0",
            "HMI: allow 23 unit 1 read 0-9 write 40 value 7", "HMI: allow 24 unit 1 address 3", "HMI: allow 43/14 unit 1");
        AllAllowed(recording);
    }

    [TestMethod]
    public void Many_pairs_of_ranges_become_one_so_that_the_policy_compiles()
    {
        var recording = new Recording();
        for (int i = 0; i < 20; i++) recording.Ask($"23 read {i}-{i + 5} write 40-60 value {string.Join(',', new int[21])}");
        recording.Now += Recording.Day;
        recording.Ask($"23 read 0-5 write 40-60 value {string.Join(',', new int[21])}");
        Expect(recording, "HMI: allow 23 unit 1 read 0-24 write 40-60 value 0");
        AllAllowed(recording);
    }

    [TestMethod]
    public void Units_with_the_same_polls_share_a_line()
    {
        var recording = new Recording();
        foreach (int unit in new[] { 1, 2, 3, 7 }) recording.Ask($"03 unit {unit} address 0-9");
        recording.Ask("03 unit 8 address 0-8");
        recording.Ask("03 unit 0 address 0-8");
        Expect(recording, "HMI: allow 3 unit 0,8 address 0-8", "HMI: allow 3 unit 1-3,7 address 0-9");
        Assert.AreEqual(58, recording.Propose().Addresses);
        AllAllowed(recording);
    }

    [TestMethod]
    public void What_nobody_can_judge_and_what_the_policy_refused_is_listed_and_not_proposed()
    {
        var recording = new Recording();
        recording.Ask("03 address 0");
        recording.Ask("90");
        recording.Ask("8/9 value 1");
        recording.Ask("pdu 03 00 00 00 00");
        recording.Ask("06 unit 0 address 1 value 1", fate: RequestFate.Broadcast);
        recording.Ask("06 unit 0 address 2 value 1", fate: RequestFate.Unanswered);
        recording.Ask("06 address 9 value 1", fate: RequestFate.Refused);
        recording.Ask("06 address 8 value 1", role: null);
        recording.Ask("06 address 7 value 1", role: "a\nb");
        Expect(recording, "HMI: allow 3 unit 1 address 0");
        Proposal proposal = recording.Propose();
        Assert.AreEqual(8, proposal.ListedRows);
        Assert.AreEqual(27L, proposal.Requests);
        Assert.AreEqual(3L, proposal.AllowedRequests);
        string[] told =
        [
            "90 program (Schneider Unity, UMAS), unit 1: outside the specification", "08/9 diagnostics, unit 1: outside the specification",
            "unit 1: malformed", "unit 0: a broadcast", "unit 1: the policy in force refused it every time", "its client has no role",
            "no policy can write its role's name", "# Allows 3 of 27 requests.",
        ];
        foreach (string part in told) StringAssert.Contains(proposal.Text, part);
    }

    [TestMethod]
    public void More_roles_than_a_policy_has_are_listed()
    {
        var recording = new Recording();
        for (int i = 0; i <= GuardLimits.MaxRoles; i++) recording.Ask("03 address 0", role: $"R{i}");
        Assert.AreEqual(1, recording.Propose().ListedRows);
        Assert.AreEqual(GuardLimits.MaxRoles, recording.Lines().Length);
    }

    [TestMethod]
    public void A_role_with_a_name_that_means_something_stands_in_quotes()
    {
        var recording = new Recording();
        foreach (string role in new[] { "none", "*", "Shift \"A\" Leader", "Ü" }) recording.Ask("03 address 0", role: role);
        AllAllowed(recording);
        StringAssert.Contains(recording.Propose().Text, "role \"Shift \\\"A\\\" Leader\"\n");
    }

    [TestMethod]
    public void What_was_seen_once_or_first_at_the_end_stands_on_top_marked_and_in_lines_of_its_own()
    {
        var recording = new Recording();
        recording.Ask("03 address 0-9", times: 100);
        recording.Ask("03 address 10-19", times: 1);
        recording.Now += 20 * Recording.Day;
        recording.Ask("06 address 3 value 1", address: "10.0.0.66", role: "Engineer");
        string text = recording.Propose().Text;
        Expect(
            recording, "HMI: allow 3 unit 1 address 10-19", "HMI: allow 3 unit 1 address 0-9",
            "Engineer: allow 6 unit 1 address 3 value 1");
        Assert.AreEqual(2, recording.Propose().MarkedLines);
        StringAssert.Contains(text, "  # ! seen once: 10.0.0.5: 1 request, at 2026-11-01 00:01\n  allow 3 unit 1 address 10-19\n");
        StringAssert.Contains(text, "  # ! new: 10.0.0.66: 3 requests, at 2026-11-21 00:01\n  allow 6 unit 1 address 3 value 1\n");
    }

    [TestMethod]
    public void A_newcomer_who_does_what_its_role_does_anyhow_is_told_without_a_line()
    {
        var recording = new Recording();
        recording.Ask("06 address 0-0 value 100", times: 50);
        recording.Ask("06 address 0 value 900", times: 50);
        recording.Now += 20 * Recording.Day;
        recording.Ask("06 address 0 value 500", address: "10.0.0.66");
        Expect(recording, "HMI: allow 6 unit 1 address 0 value 100-900");
        StringAssert.Contains(
            recording.Propose().Text,
            "# ! new, and another line of role HMI allows it: allow 6 unit 1 address 0 value 500\n#   10.0.0.66: 3 requests, ");
        Assert.AreEqual(0, PolicyReader.Read(recording.Propose().Text).Problems.Warnings);
    }

    [TestMethod]
    public void Only_what_was_still_asked_since_a_time_counts()
    {
        var recording = new Recording();
        recording.Ask("03 address 0");
        recording.Now += Recording.Day;
        recording.Ask("03 address 7");
        CollectionAssert.AreEqual(new[] { "HMI: allow 3 unit 1 address 7" }, recording.Lines(recording.Now - 10_000));
        StringAssert.Contains(recording.Propose(recording.Now - 10_000).Text, "and seen since 2026-11-0");
    }

    [TestMethod]
    public void A_hostile_subject_stays_within_its_comment()
    {
        var recording = new Recording();
        var peer = new Peer(PeerTransport.Tls, "10.0.0.5", "CN=x\nrole HMI\n  allow 90\u2028#", "HMI", "ab", long.MaxValue);
        var request = new Modbus.Request();
        byte[] pdu = [3, 0, 0, 0, 1];
        request.Decode(1, pdu, 0, pdu.Length);
        new TrafficSource(recording.Table, peer).Note(request, RequestFate.Answered, false, 0, recording.Now, recording.Now);
        Expect(recording, "HMI: allow 3 unit 1 address 0");
    }

    [TestMethod]
    public void Evidence_says_when_the_unit_refused_or_nobody_answered()
    {
        var recording = new Recording();
        recording.Ask("03 address 0", exception: 2);
        recording.Ask("04 address 0", fate: RequestFate.Unanswered);
        StringAssert.Contains(recording.Propose().Text, "; each was answered with an exception\n  allow 3 ");
        StringAssert.Contains(recording.Propose().Text, "; none was answered\n  allow 4 ");
    }

    [TestMethod]
    public void Nothing_recorded_is_a_policy_that_allows_nothing()
    {
        Proposal proposal = new Recording().Propose();
        Assert.AreEqual(0L, proposal.Requests);
        Assert.IsNotNull(PolicyReader.Read(proposal.Text).Policy);
    }

    [TestMethod]
    public void What_does_not_fit_with_its_evidence_is_proposed_without()
    {
        var recording = new Recording(2048);
        for (int i = 0; i < 1500; i++) recording.Ask($"06 address {i * 3} value {100 + i}");
        Proposal proposal = recording.Propose();
        Assert.IsLessThanOrEqualTo(GuardLimits.MaxPolicyText, proposal.Text.Length);
        Assert.AreEqual(proposal.Requests, proposal.AllowedRequests);
        Assert.IsFalse(proposal.Text.Contains("10.0.0.5", System.StringComparison.Ordinal));
    }

    [TestMethod]
    public void What_has_to_be_looked_at_stays_marked_where_evidence_has_no_room()
    {
        var recording = new Recording(2048);
        for (int i = 0; i < 1000; i++) recording.Ask($"06 address {i * 3} value {100 + i}");
        recording.Now += 30L * 24 * 3600 * 1000;
        recording.Ask("06 address 9000 value 1", "10.0.0.66", "HMI", 1);
        string text = recording.Propose().Text;
        Assert.Contains("has no room in a policy", text);
        Assert.Contains("# Look first at what is marked with !", text);
        Assert.Contains("\nrole HMI\n  # ! new, and seen once\n  allow 6 unit 1 address 9000 value 1\n", text);
        Recording.Read(recording.Propose());
    }

    [TestMethod]
    public void A_merged_row_that_is_wider_than_any_request_is_judged_in_pieces()
    {
        var recording = new Recording(4);
        for (int i = 0; i < 10; i++) recording.Ask($"03 address {i * 100}-{i * 100 + 99}");
        Assert.IsTrue(System.Array.Exists(recording.Rows, row => row.Quantity > 125));
        AllAllowed(recording);
        CollectionAssert.AreEqual(new[] { "HMI: allow 3 unit 1 address 0-999" }, recording.Lines());
    }

    [TestMethod]
    [DataRow("100-150", true)]
    [DataRow("100-149", false)]
    [DataRow("101-150", false)]
    public void A_row_is_allowed_if_its_smallest_and_its_largest_value_are(string values, bool isAllowed)
    {
        var recording = new Recording();
        // The first eight alone are kept one by one.
        for (int i = 0; i < 20; i++) recording.Ask($"06 address 40 value {120 + i}", times: 1);
        recording.Ask("06 address 40 value 100", times: 1);
        recording.Ask("06 address 40 value 150", times: 1);
        CompiledPolicy? policy = PolicyReader.Read(
            $"edgeguard-policy 1\npolicy p version 1\nrole HMI\n  allow 6 unit 1 address 40 value {values}\n").Policy;
        Assert.AreEqual(isAllowed, new ProposalCheck(policy!).Allows(recording.Rows[0]));
    }

    [TestMethod]
    [DataRow(47, false)]
    [DataRow(12, true)]
    public void Of_a_long_recording_what_began_in_the_last_day_is_new(int hoursBeforeTheEnd, bool isMarked)
    {
        const long Hour = 3600_000;
        var recording = new Recording();
        recording.Ask("03 address 0-9");
        recording.Now += 30 * 24 * Hour;
        recording.Ask("03 address 50-59");
        recording.Now += hoursBeforeTheEnd * Hour;
        recording.Ask("03 address 0-9");
        Assert.AreEqual(isMarked, recording.Propose().Text.Contains("! new", System.StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_line_of_which_a_part_was_seen_once_says_so()
    {
        var recording = new Recording();
        recording.Ask("04 address 0-9", times: 1000);
        recording.Ask("03 address 0-9", times: 1);
        recording.Ask("03 address 10-19", times: 3);
        Assert.Contains("  # ! new, and seen once: 10.0.0.5: 4 requests", recording.Propose().Text);
    }

    [TestMethod]
    public void What_stands_on_top_fits_a_terminal()
    {
        var recording = new Recording();
        recording.Ask("03 address 0-9", times: 100_000);
        recording.Ask("06 address 9000 value 1", "10.0.0.66", "HMI", 1);
        string head = recording.Propose(recording.Now - 1000).Text.Split("\nrole ")[0];
        Assert.Contains("# Look first at ", head);
        foreach (string line in head.Split('\n')) Assert.IsLessThan(80, line.Length, line);
    }

    [TestMethod]
    public void Nothing_is_said_to_be_marked_where_marks_have_no_room_either()
    {
        var recording = new Recording(2048);
        for (int i = 0; i < 1450; i++) recording.Ask($"06 address {i * 3} value {100 + i}", times: 1);
        string text = recording.Propose().Text;
        Assert.IsLessThanOrEqualTo(GuardLimits.MaxPolicyText, text.Length);
        Assert.DoesNotContain("!", text);
        Recording.Read(recording.Propose());
    }

    private static void Expect(Recording recording, params string[] lines)
    {
        string[] found = recording.Lines();
        System.Array.Sort(found, System.StringComparer.Ordinal);
        System.Array.Sort(lines, System.StringComparer.Ordinal);
        CollectionAssert.AreEqual(lines, found, recording.Propose().Text);
    }

    private static void AllAllowed(Recording recording)
    {
        Proposal proposal = recording.Propose();
        Assert.AreEqual(proposal.Requests, proposal.AllowedRequests, proposal.Text);
    }
}
