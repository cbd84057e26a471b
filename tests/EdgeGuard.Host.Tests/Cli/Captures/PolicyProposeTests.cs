using System;
using System.IO;
using System.Text.Json;
using EdgeGuard.Cli;
using EdgeGuard.Testing.Captures;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Host.Tests.Cli.Captures;

/// <summary>A policy drafted from captures: what is printed, and where, and how it ends.</summary>
[TestClass]
public sealed class PolicyProposeTests
{
    private const string Draft = """
        edgeguard-policy 1
        policy plant version 1
        # Recorded 2023-11-14 22:13 to 2023-11-19 01:13 UTC.
        # Allows 200 of 201 requests.
        # Allows 11 addresses, of which nobody asked for 0.

        role Operator
          # 10.0.0.5: 100 requests, 2023-11-14 22:13 to 2023-11-19 01:13
          allow 3 unit 1 address 0-9

        role "Shift Leader"
          # 10.0.0.9: 100 requests, 2023-11-14 22:13 to 2023-11-19 01:13
          allow 6 unit 1 address 40 value 100-200

        # Not proposed:
        #   10.0.0.9: 90 program (Schneider Unity, UMAS), unit 1: outside the specification, so nobody can judge it; 1x, at 2023-11-19 01:13

        """;

    private static readonly string[] Roles = ["--role", "10.0.0.5=Operator", "--role", "10.0.0.9=Shift Leader"];

    [TestMethod]
    public void A_capture_becomes_a_policy_that_check_takes_and_replay_finds_to_allow_what_it_proposes()
    {
        using var folder = new CaptureFolder();
        folder.Write("plant.pcap", CaptureFolder.Plant().Pcap());
        Assert.AreEqual(0, folder.Run(["propose", "--pcap", "plant.pcap", "--name", "plant", .. Roles]), folder.Error);
        Assert.AreEqual(Draft, folder.Output);
        Assert.AreEqual(
            "edgeguard: note: 1 requests have no response in the capture\n"
                + "edgeguard: 2 lines allow 200 of 201 requests; 0 are marked, 1 polls are not proposed\n",
            folder.Error);
        folder.Write("plant.policy", folder.Output);
        Assert.AreEqual(0, folder.Run("check", "plant.policy"));
        Assert.AreEqual("plant.policy: no problems\n", folder.Output);
        Assert.AreEqual(3, folder.Run(["replay", "plant.policy", "--pcap", "plant.pcap", .. Roles]));
        Assert.AreEqual(
            "1x 10.0.0.9: 90 program (Schneider Unity, UMAS), unit 1, role Shift Leader\n"
                + "    refused: function not allowed: no line of the role names it\n\n"
                + "1 of 201 requests would have been refused\n",
            folder.Output);
    }

    [TestMethod]
    public void Clients_without_a_role_get_one_of_their_own_and_it_is_asked_for()
    {
        using var folder = new CaptureFolder();
        folder.Write("plant.pcapng", CaptureFolder.Plant().Pcapng());
        Assert.AreEqual(0, folder.Run("propose", "--pcap", "plant.pcapng", "--role", "10.0.0.9=Engineer"));
        Assert.Contains("\nrole client-10.0.0.5\n", folder.Output);
        Assert.Contains("edgeguard: hint: which role? --role 10.0.0.5=NAME\n", folder.Error);
    }

    [TestMethod]
    public void A_policy_is_for_one_server_and_the_others_are_named()
    {
        using var folder = new CaptureFolder();
        folder.Write("a.pcap", CaptureFolder.Plant().Pcap());
        folder.Write("b.pcap", CaptureFolder.Plant("10.0.0.3").Pcap());
        Assert.AreEqual(1, folder.Run("propose", "--pcap", "a.pcap", "b.pcap"));
        Assert.EndsWith(
            "edgeguard: error: requests to 2 servers, and a policy is for one: 10.0.0.2 (201), 10.0.0.3 (201)\n"
                + "edgeguard: hint: --server 10.0.0.2\n",
            folder.Error);
        Assert.AreEqual("", folder.Output);
        Assert.AreEqual(0, folder.Run("propose", "--pcap", "a.pcap", "b.pcap", "--server", "10.0.0.3"));
        Assert.Contains("# Allows 200 of 201 requests.", folder.Output);
        Assert.AreEqual(1, folder.Run("propose", "--pcap", "a.pcap", "--server", "10.9.9.9"));
        Assert.Contains("no request to 10.9.9.9; there are some to 10.0.0.2 (201)", folder.Error);
    }

    [TestMethod]
    public void All_that_is_wrong_on_the_command_line_is_told_at_once()
    {
        using var folder = new CaptureFolder();
        string[] wrong =
        [
            "propose", "--pcap", "x", "--role", "10.0.0.5", "--role", "10.0.0.6=A", "--role", "10.0.0.6=B", "--port", "70000", "--server",
            "plc", "--name", "a b", "--since", "tomorrow",
        ];
        Assert.AreEqual(2, folder.Run(wrong));
        Assert.AreEqual(
            """
            edgeguard: error: --role '10.0.0.5' is not ADDRESS=NAME, such as 10.0.0.5=Operator
            edgeguard: error: --role '10.0.0.6=B': the address has a role
            edgeguard: error: --port 70000 is not within 1 and 65535
            edgeguard: error: --server 'plc' is no address, such as 10.0.0.2
            edgeguard: error: --name 'a b' is no name: letters, digits, '-', '_' and '.'
            edgeguard: error: --since 'tomorrow' is no time, such as 2026-11-01, "2026-11-01 10:00" or 7d

            """,
            folder.Error);
    }

    [TestMethod]
    public void A_file_that_cannot_be_read_or_holds_no_request_is_named_with_what_helps()
    {
        using var folder = new CaptureFolder();
        folder.Write("text", "policy");
        folder.Write("empty.pcap", new CaptureWriter().Pcap());
        Assert.AreEqual(1, folder.Run("propose", "--pcap", "nowhere.pcap"));
        Assert.StartsWith("edgeguard: error: nowhere.pcap cannot be read: ", folder.Error);
        Assert.AreEqual(1, folder.Run("propose", "--pcap", "text"));
        Assert.AreEqual(
            "edgeguard: error: text is no capture\n"
                + "edgeguard: hint: name a file in the format pcap or pcapng, as tcpdump, dumpcap and Wireshark write them\n",
            folder.Error);
        Assert.AreEqual(1, folder.Run("propose", "--pcap", "empty.pcap", "--port", "1502"));
        Assert.StartsWith("edgeguard: error: no Modbus request to TCP port 1502 in empty.pcap\n", folder.Error);
    }

    [TestMethod]
    [DataRow("2023-11-19")]
    [DataRow("2023-11-19 01:00")]
    [DataRow("1m")]
    public void Since_leaves_out_what_was_not_asked_any_more(string since)
    {
        using var folder = new CaptureFolder();
        CaptureWriter capture = CaptureFolder.Plant();
        var gone = new CapturedTalk(capture, "10.0.0.7", "10.0.0.2");
        gone.Open();
        gone.Ask(1, 1, 4, 0, 0, 0, 1);
        folder.Write("plant.pcap", capture.Pcap());
        Assert.AreEqual(0, folder.Run("propose", "--pcap", "plant.pcap"));
        Assert.Contains("10.0.0.7", folder.Output);
        Assert.AreEqual(0, folder.Run("propose", "--pcap", "plant.pcap", "--since", since));
        Assert.DoesNotContain("10.0.0.7", folder.Output);
        Assert.Contains("allow 3 unit 1 address 0-9\n", folder.Output);
    }

    [TestMethod]
    public void Since_a_time_behind_the_recording_there_is_nothing_to_propose()
    {
        using var folder = new CaptureFolder();
        folder.Write("plant.pcap", CaptureFolder.Plant().Pcap());
        Assert.AreEqual(1, folder.Run("propose", "--pcap", "plant.pcap", "--since", "2030-01-01"));
        Assert.AreEqual("", folder.Output);
        Assert.EndsWith(
            "edgeguard: error: nothing was asked since 2030-01-01\n"
                + "edgeguard: hint: the last request of the recording came at 2023-11-19 01:13:20Z\n",
            folder.Error);
    }

    [TestMethod]
    public void A_role_for_an_address_that_is_not_there_is_told()
    {
        using var folder = new CaptureFolder();
        folder.Write("plant.pcap", CaptureFolder.Plant().Pcap());
        Assert.AreEqual(0, folder.Run("propose", "--pcap", "plant.pcap", "--role", "10.0.0.5=Operator", "--role", "10.0.0.77=Engineer"));
        Assert.Contains("edgeguard: note: --role 10.0.0.77=Engineer: no client has this address\n", folder.Error);
        Assert.DoesNotContain("--role 10.0.0.5=", folder.Error);
    }

    [TestMethod]
    public void For_machines_the_numbers_stand_beside_the_policy()
    {
        using var folder = new CaptureFolder();
        folder.Write("plant.pcap", CaptureFolder.Plant().Pcap());
        Assert.AreEqual(0, folder.Run(["propose", "--pcap", "plant.pcap", "--name", "plant", "--json", .. Roles]));
        using JsonDocument json = JsonDocument.Parse(folder.Output);
        Assert.AreEqual(200, json.RootElement.GetProperty("allowedRequests").GetInt32());
        Assert.AreEqual(0, json.RootElement.GetProperty("unseenAddresses").GetInt32());
        Assert.AreEqual(Draft, json.RootElement.GetProperty("policy").GetString());
    }

    [TestMethod]
    public void The_proof_proposes_from_one_half_and_judges_the_other()
    {
        using var folder = new CaptureFolder();
        folder.Write("plant.pcap", CaptureFolder.Plant().Pcap());
        Assert.AreEqual(0, folder.Run("propose", "--proof", "--pcap", "plant.pcap"));
        string row = folder.Output.TrimEnd().Split('\n')[^1];
        // Values rise, and those of the second half were not seen: two of them lie within what the first half's were rounded to.
        Assert.AreEqual(
            "| plant.pcap | 1 | 100 | 2 | 0 of 11 (0 %) | 51 of 100 (51 %) | none | 1 of 1 (100 %) |", row);
    }

    [TestMethod]
    public void The_page_of_the_tests_shows_what_the_proof_says_of_real_captures()
    {
        string captures = Path.Combine(WireVectorFolder.Checkout, "..", "shared", "captures");
        if (!Directory.Exists(captures)) Assert.Inconclusive("no captures beside this checkout: " + captures);
        string[] files = Directory.GetFiles(captures, "*.pcap");
        Array.Sort(files, StringComparer.Ordinal);
        (int exit, string output, string error) = CliRun.Run(PolicyCommand.Create(), ["propose", "--proof", "--pcap", .. files]);
        Assert.AreEqual(0, exit, error);
        Assert.Contains(output, File.ReadAllText(Path.Combine(WireVectorFolder.Checkout, "tests", "README.md")));
    }
}
