using System;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Traffic.Tests.HostOnly.Proposals;

/// <summary>Thirty days of a plant: what a person gets to read of two and a half million requests.</summary>
[TestClass]
public sealed class PlantProposalTests
{
    private const int Days = 30;
    private const int Second = 1000;

    [TestMethod]
    public void Thirty_days_become_a_few_lines_that_allow_all_with_the_hostile_client_on_top()
    {
        Recording recording = Plant();
        Proposal proposal = recording.Propose();
        PolicyReading reading = Recording.Read(proposal);
        Assert.AreEqual(proposal.Requests, proposal.AllowedRequests, proposal.Text);
        Assert.IsGreaterThan(2_800_000, proposal.Requests);
        Assert.IsLessThanOrEqualTo(25, proposal.Text.TrimEnd().Split('\n').Length, proposal.Text);
        Assert.IsLessThanOrEqualTo(proposal.Addresses / 10, proposal.UnseenAddresses, proposal.Text);
        Assert.AreEqual(1, proposal.MarkedLines, proposal.Text);
        string[] lines = proposal.Text.Split('\n');
        int first = Array.FindIndex(lines, line => line.StartsWith("role ", StringComparison.Ordinal));
        Assert.AreEqual("role Engineer", lines[first]);
        Assert.AreEqual("  # ! new: 10.0.0.66: 2 requests, 2026-11-30 15:00 to 2026-11-30 15:10", lines[first + 1]);
        Assert.AreEqual("  allow 16 unit 1 address 400-401 value 9999", lines[first + 2]);
        Assert.AreEqual(0, reading.Problems.Count, proposal.Text);
    }

    // An HMI every second, a historian every ten, an engineer who writes a recipe each Monday; on the last day somebody with his role.
    private static Recording Plant()
    {
        var recording = new Recording();
        var clock = new FakeClock();
        clock.SetUtc(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        byte[] fast = [3, 0, 0, 0, 20];
        byte[] status = [1, 0, 0, 0, 16];
        byte[] slow = [4, 0, 0, 0, 60];
        byte[] rest = [4, 0, 64, 0, 30];
        byte[] recipe = [16, 0, 100, 0, 4, 8, 0, 10, 3, 20, 0, 30, 1, 44];
        byte[] hostile = [16, 1, 0x90, 0, 2, 4, 0x27, 0x0F, 0x27, 0x0F];
        for (long second = 0; second < Days * 24 * 3600; second++)
        {
            recording.Now = clock.Utc;
            recording.Note("10.0.0.5", "HMI", 1, fast);
            if (second % 10 == 0)
            {
                recording.Note("10.0.0.5", "HMI", 1, status);
                recording.Note("10.0.0.7", "Historian", 1, slow);
                recording.Note("10.0.0.7", "Historian", 1, rest);
            }
            if (second % (7 * 24 * 3600) == 9 * 3600) recording.Note("10.0.0.9", "Engineer", 1, recipe);
            bool isHostile = second is 29 * 24 * 3600 + 15 * 3600 or 29 * 24 * 3600 + 15 * 3600 + 600;
            if (isHostile) recording.Note("10.0.0.66", "Engineer", 1, hostile);
            clock.Advance(Second);
        }
        return recording;
    }
}
