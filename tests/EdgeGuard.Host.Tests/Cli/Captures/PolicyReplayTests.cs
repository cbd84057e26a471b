using System.Text.Json;
using EdgeGuard.Testing.Captures;

namespace EdgeGuard.Host.Tests.Cli.Captures;

/// <summary>What a policy would have refused of a capture.</summary>
[TestClass]
public sealed class PolicyReplayTests
{
    private const string Head = "edgeguard-policy 1\npolicy plant version 1\nrole Operator\n  allow 3 unit 1 address 0-9\nrole Engineer\n";

    private static readonly string[] Plant = ["--pcap", "plant.pcap", "--role", "10.0.0.5=Operator", "--role", "10.0.0.9=Engineer"];

    [TestMethod]
    public void Each_poll_that_would_be_refused_is_told_with_the_line_that_comes_nearest()
    {
        using CaptureFolder folder = With("  allow 6 unit 1 address 40 value 0-150\n");
        Assert.AreEqual(3, folder.Run(["replay", "plant.policy", .. Plant]));
        Assert.AreEqual(
            """
            100x 10.0.0.9: 06 write single register, unit 1, address 40 (4x00041), value 199, role Engineer
                refused: value not allowed; line 6 comes nearest
                6 - allow 6 unit 1 address 40 value 0-150: value 199 at 40 (4x00041) is not within 0-150

            1x 10.0.0.9: 90 program (Schneider Unity, UMAS), unit 1, role Engineer
                refused: function not allowed: no line of the role names it

            101 of 201 requests would have been refused

            """,
            folder.Output);
    }

    [TestMethod]
    public void What_depends_on_the_time_or_on_the_plc_is_told_apart()
    {
        using CaptureFolder folder = With("  allow 6 unit 1 address 40 during mon-fri 06:00-18:00\n  allow 90\n");
        Assert.AreEqual(4, folder.Run(["replay", "plant.policy", .. Plant]));
        Assert.EndsWith("0 of 201 requests would have been refused, 100 depend on the time or on a value of the PLC\n", folder.Output);
        folder.Write("plant.policy", Head + "  allow 6 unit 1 address 40 step 5\n  allow 90\n");
        Assert.AreEqual(4, folder.Run(["replay", "plant.policy", .. Plant]));
        Assert.Contains("first needs holding register 40 (4x00041) of unit 1, read from the PLC", folder.Output);
    }

    [TestMethod]
    public void What_is_malformed_is_refused_as_such_and_no_line_comes_near()
    {
        var capture = CaptureFolder.Plant();
        var scanner = new CapturedTalk(capture, "10.0.0.9", "10.0.0.2") { ClientPort = 51_000, Time = 1_800_000_000_000_000_000 };
        scanner.Open();
        scanner.Ask(1, 1, 3, 0, 0);
        using CaptureFolder folder = With("  allow 3,6,90 unit 1\n");
        folder.Write("plant.pcap", capture.Pcap());
        Assert.AreEqual(3, folder.Run(["replay", "plant.policy", .. Plant]));
        Assert.AreEqual(
            "1x 10.0.0.9: 03 read holding registers, unit 1, malformed, role Engineer\n    refused: malformed request\n\n"
                + "1 of 202 requests would have been refused\n",
            folder.Output);
        Assert.AreEqual(3, folder.Run(["replay", "plant.policy", "--json", .. Plant]));
        using JsonDocument json = JsonDocument.Parse(folder.Output);
        JsonElement row = json.RootElement.GetProperty("rows")[0];
        Assert.AreEqual("refused: malformed request", row.GetProperty("headline").GetString());
        Assert.AreEqual(0, row.GetProperty("line").GetInt32());
    }

    [TestMethod]
    public void A_policy_that_allows_all_ends_with_0()
    {
        using CaptureFolder folder = With("  allow 6,90 unit 1\n");
        Assert.AreEqual(0, folder.Run(["replay", "plant.policy", .. Plant]));
        Assert.AreEqual("0 of 201 requests would have been refused\n", folder.Output);
    }

    [TestMethod]
    public void A_client_without_a_role_that_the_policy_has_is_refused_as_such()
    {
        using CaptureFolder folder = With("  allow 6,90 unit 1\n");
        Assert.AreEqual(3, folder.Run("replay", "plant.policy", "--pcap", "plant.pcap", "--role", "10.0.0.5=Operator"));
        Assert.Contains("refused: role not in the policy: client-10.0.0.9", folder.Output);
    }

    [TestMethod]
    public void For_machines_every_row_has_its_verdict_and_its_reason()
    {
        using CaptureFolder folder = With("  allow 6 unit 1 address 40 value 0-150\n");
        Assert.AreEqual(3, folder.Run(["replay", "plant.policy", "--json", .. Plant]));
        using JsonDocument json = JsonDocument.Parse(folder.Output);
        Assert.AreEqual(101, json.RootElement.GetProperty("refused").GetInt32());
        JsonElement row = json.RootElement.GetProperty("rows")[0];
        Assert.AreEqual("value 199 at 40 (4x00041) is not within 0-150", row.GetProperty("why").GetString());
        Assert.AreEqual("refuse", row.GetProperty("verdict").GetString());
    }

    [TestMethod]
    public void A_policy_with_mistakes_is_not_replayed()
    {
        using CaptureFolder folder = With("  allow 6 adress 40\n");
        Assert.AreEqual(1, folder.Run(["replay", "plant.policy", .. Plant]));
        Assert.Contains("'edgeguard policy check plant.policy' lists them", folder.Error);
    }

    private static CaptureFolder With(string engineer)
    {
        var folder = new CaptureFolder();
        folder.Write("plant.pcap", CaptureFolder.Plant().Pcap());
        folder.Write("plant.policy", Head + engineer);
        return folder;
    }
}
