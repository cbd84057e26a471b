using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Traffic;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary>Thirty days of <c>edgeguard plc</c> on the fake clock, with three clients and a fourth on the last day.</summary>
/// <remarks>Every request is answered by the simulated PLC, and put to the policy that is proposed of them all, as it was sent.</remarks>
[TestClass]
public sealed class SimulatedPlantTests
{
    private const int Days = 30;
    private const int DaySeconds = 24 * 3600;
    private const int Hostile = (Days - 1) * DaySeconds + 15 * 3600;

    private static readonly Peer Hmi = ReportingModule.Tls("CN=hmi-1", "10.0.0.5", "HMI", "a1");
    private static readonly Peer Historian = ReportingModule.Tls("CN=historian", "10.0.0.7", "Historian", "a2");
    private static readonly Peer Engineer = ReportingModule.Tls("CN=erin", "10.0.0.9", "Engineer", "a3");
    private static readonly Peer Stranger = ReportingModule.Tls("CN=erin", "10.0.0.66", "Engineer", "b4");

    private readonly FakeClock _clock = new();
    private readonly PlcProcess _plc = new();
    private readonly Request _request = new();

    [TestMethod]
    public void A_policy_of_a_month_is_short_allows_all_and_has_the_hostile_client_on_top()
    {
        _clock.SetUtc(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        long utcOfZero = TrafficReports.UtcOfZero(_clock);
        var table = new TrafficTable(TrafficTable.HostRows, _clock.Now) { RecordsValues = true };
        var sources = new Dictionary<Peer, TrafficSource>();
        int exceptions = 0;
        long asked = Month(() => _clock.Advance(1000), (client, pdu) =>
        {
            if (!sources.TryGetValue(client, out TrafficSource? source)) sources.Add(client, source = new TrafficSource(table, client));
            byte[] answer = PlcResponses.To(_request, _plc.Memory);
            int exception = answer[0] == pdu[0] ? 0 : answer[1];
            if (exception != 0) exceptions++;
            source.Note(_request, RequestFate.Answered, false, exception, _clock.Now, _clock.Now);
        });
        Assert.AreEqual(0, exceptions, "the plant asks for what the PLC has");
        Assert.AreEqual(9999, _plc.Memory.HoldingRegisters[PlcMap.Gain + 1], "the PLC itself did what it was told");

        Proposal proposal = Proposer.Make(table.Copy(utcOfZero), new ProposalOptions());
        Assert.AreEqual(asked, proposal.Requests);
        Assert.AreEqual(asked, proposal.AllowedRequests, proposal.Text);
        string[] lines = proposal.Text.TrimEnd().Split('\n');
        Assert.IsLessThanOrEqualTo(25, lines.Length, proposal.Text);
        Assert.IsLessThanOrEqualTo(proposal.Addresses / 10.0, proposal.UnseenAddresses, proposal.Text);
        int first = Array.FindIndex(lines, line => line.StartsWith("role ", StringComparison.Ordinal));
        Assert.AreEqual("role Engineer", lines[first]);
        Assert.AreEqual("  # ! new: CN=erin 10.0.0.66: 2 requests, 2026-11-30 15:00 to 2026-11-30 15:10", lines[first + 1]);
        Assert.AreEqual("  allow 16 unit 1 address 101-102 value 9999", lines[first + 2]);
        Assert.AreEqual(1, proposal.MarkedLines, proposal.Text);

        // As they were sent: all allowed; and with the marked line struck out, all but the two.
        Assert.AreEqual(0, RefusedBy(proposal.Text));
        Assert.AreEqual(2, RefusedBy(string.Join('\n', lines.Where((_, i) => i != first + 2))));
    }

    private int RefusedBy(string text)
    {
        PolicyReading reading = PolicyReader.Read(text + "\n");
        Assert.IsNotNull(reading.Policy, text);
        var input = new JudgeInput();
        var decision = new Decision();
        int refused = 0;
        Month(() => { }, (client, _) =>
        {
            Judge.Run(reading.Policy, reading.Policy.RoleIndex(client.Role), _request, input, decision);
            if (decision.Verdict != Verdict.Allow) refused++;
        });
        return refused;
    }

    // An HMI every second, a historian every ten, an engineer's recipe each Monday; on the last day somebody with the engineer's role.
    private long Month(Action tick, Action<Peer, byte[]> take)
    {
        byte[] setpoints = [3, 0, PlcMap.SpeedSetpoint, 0, 4];
        byte[] state = [3, 0, PlcMap.OperatingState, 0, 1];
        byte[] lamps = [2, 0, 0, 0, 4];
        byte[] measured = [4, 0, 0, 0, 5];
        byte[] hostile = [16, 0, PlcMap.Gain + 1, 0, 2, 4, 0x27, 0x0F, 0x27, 0x0F];
        long asked = 0;
        for (int second = 0; second < Days * DaySeconds; second++)
        {
            _plc.RunUntil(second);
            Ask(Hmi, setpoints);
            if (second % 10 == 0)
            {
                Ask(Hmi, state);
                Ask(Hmi, lamps);
                Ask(Historian, measured);
            }
            if (second % (7 * DaySeconds) == DaySeconds + 9 * 3600) Ask(Engineer, Recipe(second / (7 * DaySeconds)));
            if (second is Hostile or Hostile + 600) Ask(Stranger, hostile);
            tick();
        }
        return asked;

        void Ask(Peer client, byte[] pdu)
        {
            asked++;
            Assert.IsTrue(_request.Decode(1, pdu, 0, pdu.Length));
            take(client, pdu);
        }
    }

    private static byte[] Recipe(int week) => [16, 0, PlcMap.SpeedSetpoint, 0, 2, 4, 0x03, (byte)(0xE8 + week), 0x06, (byte)(0x40 + week)];
}
