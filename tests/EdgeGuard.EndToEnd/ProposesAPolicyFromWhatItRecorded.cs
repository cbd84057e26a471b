using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>Who asks what is told over a real broker; the policy drafted of it lets through what was asked, and nothing else.</summary>
[TestClass]
public class ProposesAPolicyFromWhatItRecorded
{
    private const long PatienceUs = 10_000_000;
    private const int UsPerMs = 1000;

    private static readonly SerialFormat Format = new(115_200, SerialParity.Even, 1);

    [TestMethod]
    public void Clients_over_TLS_are_told_apart_and_each_gets_a_role_that_does_what_it_did()
    {
        using var mosquitto = new Mosquitto(null);
        using var site = new Site();
        site.WritePolicy(
            "edgeguard-policy 1\npolicy wide version 1\nrole HMI\n  allow 3,6 unit 1\nrole Historian\n  allow reads unit 1\n");
        site.StartPlc();
        string week = Path.Combine(site.Folder, "week.traffic");
        Executable traffic = Listen(site, mosquitto, week);
        site.StartModule(Reporting(mosquitto));
        string[] hmi = site.Client("hmi-1", "HMI");
        string[] historian = site.Client("historian", "Historian");
        Poll(site, hmi, historian);
        Eventually.Is(() => RequestsIn(traffic) == 45, "all requests are told; " + traffic.Everything());

        JsonElement[] rows = Rows(traffic);
        Assert.AreEqual("HMI CN=hmi-1 03 40, HMI CN=hmi-1 06 40, Historian CN=historian 04 0", Who(rows));
        JsonElement write = rows.Single(row => row.GetProperty("function").GetInt32() == 6);
        Assert.AreEqual(1200, write.GetProperty("values").GetProperty("smallest").GetInt32());
        Assert.AreEqual(1204, write.GetProperty("values").GetProperty("largest").GetInt32());
        Assert.AreEqual(0, rows.Sum(row => row.GetProperty("refused").GetInt32()));
        foreach (JsonElement row in rows) Assert.IsGreaterThan(0, row.GetProperty("responses").GetProperty("count").GetInt32());
        traffic.Signal("INT");
        Assert.AreEqual(0, traffic.WaitForExit(), traffic.Everything());

        string policy = Propose(site, week);
        string[] lines = [.. policy.Split('\n').Select(line => line.Trim()).Where(IsRule)];
        CollectionAssert.AreEquivalent(
            new[] { "role HMI", "allow 3 unit 1 address 40-41", "allow 6 unit 1 address 40 value 1200-1204", "role Historian",
                "allow 4 unit 1 address 0-3" },
            lines, policy);
        Assert.AreEqual("0 of 45 requests would have been refused\n", Replay(site, week, 0));
        AssertRefused(site, "HMI", "05 unit 1 address 7 value on");
        AssertRefused(site, "Historian", "03 unit 1 address 40");

        // In force, it does what was done; a function, an address and a value that nobody asked for get exception 01.
        string before = site.ModuleRun!.Errors;
        site.ModuleRun.Signal("HUP");
        site.ModuleRun.WaitForErrorAfter(before.Length, "policy 'proposal' version 1");
        Poll(site, hmi, historian);
        using var client = new RawClient(site, hmi);
        Assert.AreEqual(0x85, client.Ask(Adu.WriteCoil(1, 1, 7, true))[7]);
        Assert.AreEqual(0x83, client.Ask(Adu.Read(2, 1, 3, 42, 1))[7]);
        Assert.AreEqual(0x86, client.Ask(Adu.WriteRegister(3, 1, 40, 1900))[7]);
    }

    [TestMethod]
    public void The_master_of_a_serial_line_is_told_by_its_port_and_gets_a_policy_likewise()
    {
        using var mosquitto = new Mosquitto(null);
        using var site = new Site();
        site.WritePolicy("edgeguard-policy 1\npolicy wide version 1\nrole Master\n  allow 3,6 unit 1\n");
        var clock = new SystemClock();
        using var upstream = new PseudoTerminal(clock);
        using var bus = new PseudoTerminal(clock);
        var line = new PlcSerialOptions(new OpenPort(bus.Path, bus.Other), Format, IsPaced: false);
        using var plc = new PlcServer(new PlcOptions { Serial = line });
        Assert.AreEqual(SerialFault.None, plc.Start());
        string week = Path.Combine(site.Folder, "week.traffic");
        Executable traffic = Listen(site, mosquitto, week);
        IEnumerable<string> serial = [.. SerialSettings.Bus(bus.Path, Format), .. SerialSettings.Upstream(upstream.Path, Format, "Master")];
        // What is sent before the module has opened its port nobody hears.
        site.StartModule([.. serial, .. Reporting(mosquitto)]).WaitForError($"({upstream.Path}, serial)");

        for (int i = 0; i < 10; i++) Assert.AreEqual(3, Ask(upstream.Other, clock, [1, 3, 0, 40, 0, 2])[1]);
        Assert.AreEqual(6, Ask(upstream.Other, clock, [1, 6, 0, 40, 4, 0xB0])[1]);
        Assert.AreEqual(0x85, Ask(upstream.Other, clock, [1, 5, 0, 7, 0xFF, 0])[1]);
        Eventually.Is(() => RequestsIn(traffic) == 12, "all requests are told; " + traffic.Everything());
        JsonElement client = Rows(traffic)[0].GetProperty("client");
        Assert.AreEqual(upstream.Path, client.GetProperty("address").GetString());
        Assert.AreEqual("serial", client.GetProperty("transport").GetString());
        Assert.AreEqual("Master", client.GetProperty("role").GetString());
        traffic.Signal("INT");
        Assert.AreEqual(0, traffic.WaitForExit(), traffic.Everything());

        string policy = Propose(site, week);
        Assert.Contains("\nrole Master\n", policy);
        Assert.Contains("allow 3 unit 1 address 40-41\n", policy);
        Assert.Contains("allow 6 unit 1 address 40 value 1200\n", policy);
        Assert.Contains($"#   {upstream.Path}: 05 write single coil, unit 1: the policy in force refused it every time; 1x", policy);
        Assert.EndsWith("1 of 12 requests would have been refused\n", Replay(site, week, 3));
        AssertRefused(site, "Master", "05 unit 1 address 7 value on");
    }

    private static string[] Reporting(Mosquitto mosquitto) =>
        [$"mqtt.broker 127.0.0.1:{mosquitto.Port}", "mqtt.tls off", "traffic.publish 1s", "traffic.values writes"];

    private static Executable Listen(Site site, Mosquitto mosquitto, string file)
    {
        Executable traffic = site.Track(
            Executable.Cli("traffic", "--broker", $"127.0.0.1:{mosquitto.Port}", "--site", "story", "--json", "--save", file));
        traffic.WaitForError("watching edgeguard/v1/story/+/traffic");
        return traffic;
    }

    private static void Poll(Site site, string[] hmi, string[] historian)
    {
        using var first = new RawClient(site, hmi);
        using var second = new RawClient(site, historian);
        for (int i = 0; i < 20; i++)
        {
            Assert.AreEqual(3, first.Ask(Adu.Read(i, 1, 3, 40, 2))[7]);
            Assert.AreEqual(4, second.Ask(Adu.Read(i, 1, 4, 0, 4))[7]);
            if (i < 5) Assert.AreEqual(6, first.Ask(Adu.WriteRegister(i, 1, 40, 1200 + i))[7]);
        }
    }

    // A frame of RTU, and what is answered: five bytes are an exception, or of a reading its length follows.
    private static byte[] Ask(ISerialLink line, SystemClock clock, byte[] request)
    {
        byte[] frame = [.. request, 0, 0];
        Crc16.Append(frame, 0, request.Length);
        Assert.IsTrue(line.Write(frame, 0, frame.Length, clock.Microseconds + PatienceUs));
        var answer = new byte[256];
        int got = 0;
        long deadline = clock.Microseconds + PatienceUs;
        while (got < 3 || got < Length(answer))
        {
            Assert.IsLessThan(deadline, clock.Microseconds, $"{got} bytes of an answer");
            int read = line.Read(answer, got, answer.Length - got, clock.Microseconds + 50 * UsPerMs);
            if (read > 0) got += read;
        }
        Assert.IsTrue(Crc16.Holds(answer, 0, got));
        return answer[..got];
    }

    private static int Length(byte[] answer)
    {
        const int crc = 2;
        if ((answer[1] & 0x80) != 0) return 3 + crc;
        return answer[1] == 3 ? 3 + answer[2] + crc : 6 + crc;
    }

    // The last table that was printed.
    private static JsonElement[] Rows(Executable traffic)
    {
        string? last = traffic.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return last == null ? [] : [.. JsonDocument.Parse(last).RootElement.GetProperty("rows").EnumerateArray()];
    }

    private static long RequestsIn(Executable traffic) => Rows(traffic).Sum(row => row.GetProperty("requests").GetInt64());

    private static string Who(JsonElement[] rows) => string.Join(", ", rows.Select(Who).Order(StringComparer.Ordinal));

    private static string Who(JsonElement row)
    {
        JsonElement client = row.GetProperty("client");
        return $"{client.GetProperty("role")} {client.GetProperty("subject")} {row.GetProperty("function").GetInt32():00} "
            + row.GetProperty("address");
    }

    private static bool IsRule(string line) =>
        line.StartsWith("role ", StringComparison.Ordinal) || line.StartsWith("allow ", StringComparison.Ordinal);

    // Drafts a policy that 'policy check' has nothing to say of, and makes it the site's.
    private static string Propose(Site site, string week)
    {
        string policy = Site.Cli("policy", "propose", "--traffic", week).Output;
        site.WritePolicy(policy);
        Assert.Contains("no problems", Site.Cli("policy", "check", site.PolicyFile).Output);
        return policy;
    }

    private static string Replay(Site site, string week, int exit)
    {
        using Executable replay = Executable.RunCli("policy", "replay", site.PolicyFile, "--traffic", week);
        Assert.AreEqual(exit, replay.WaitForExit(), replay.Everything());
        return replay.Output;
    }

    private static void AssertRefused(Site site, string role, string request)
    {
        using Executable explain = Executable.RunCli("policy", "explain", site.PolicyFile, "--role", role, "--request", request);
        Assert.AreEqual(3, explain.WaitForExit(), explain.Everything());
    }
}
