using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;
using EdgeGuard.Traffic;

namespace EdgeGuard.Settings.Tests;

/// <summary>What the budget reckons is what the objects are: counted in real ones, so that a field more somewhere shows here.</summary>
/// <remarks>Each figure must hold what is counted, and must not be more than three times that, or it would refuse what fits.</remarks>
[TestClass]
public sealed class MemoryBudgetTests
{
    private const int Frame = 276;

    private static readonly RtuTiming Timing = new(new SerialFormat(19_200, SerialParity.Even, 1), 100);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void An_array_of_frames_size_is_reckoned_as_the_interpreter_has_it()
    {
        Assert.AreEqual(Frame, Footprint.Array(260, 1));
        Assert.AreEqual(24, Footprint.Array(1, 1));
        Assert.AreEqual(12, Footprint.Array(0, 8));
    }

    [TestMethod]
    public void A_session_of_a_client_of_its_own_takes_no_more_than_is_reckoned_for_it()
    {
        int each = (WithSessions(24) - WithSessions(8)) / 16;
        Holds(MemoryBudget.Session + 3 * Frame + MemoryBudget.Client, each, "a session");
    }

    [TestMethod]
    public void A_connection_to_the_PLC_takes_no_more_than_is_reckoned_for_it()
    {
        int each = (WithConnections(5) - WithConnections(1)) / 4;
        Holds(MemoryBudget.PlcConnection, each + 12, "a connection to the PLC that has not been used");
    }

    [TestMethod]
    public void A_bus_takes_no_more_than_is_reckoned_for_it()
    {
        Holds(MemoryBudget.Bus, WithBuses(3) - WithBuses(2), "a bus");
    }

    [TestMethod]
    public void A_port_at_which_a_client_asks_takes_no_more_than_is_reckoned_for_it()
    {
        var configuration = new GuardConfiguration(CompiledPolicy.Empty);
        var listener = new RtuListener(
            new EchoBusPort(), Timing, false, "Operator", configuration, new FakeClock(), new RecordingEventSink(), new Counters());
        Holds(MemoryBudget.SerialClient, HeapMeter.Of(listener) - HeapMeter.Of(configuration), "a client at a serial port");
    }

    [TestMethod]
    public void An_event_in_the_spool_takes_what_is_reckoned_for_it()
    {
        Assert.AreEqual(MemoryBudget.SpooledEvent * 1_200, HeapMeter.Of(new EventSpool(2_400)) - HeapMeter.Of(new EventSpool(1_200)));
    }

    [TestMethod]
    public void A_row_of_the_table_of_traffic_takes_no_more_than_is_reckoned_for_it()
    {
        // Four rows bring what one unit says of itself.
        const int Identity = MemoryBudget.UnitIdentity / 4;
        Holds(MemoryBudget.TrafficRow + Identity, (WithRows(256) - WithRows(64)) / 192, "a row");
        // Where the hash table is largest for its rows.
        Holds(MemoryBudget.TrafficRow + Identity, (WithRows(257) - WithRows(65)) / 192, "a row");
    }

    [TestMethod]
    public void What_a_unit_says_of_itself_takes_no_more_than_is_reckoned_for_it()
    {
        // Up to 1,024 rows, four bring one; beyond, none.
        int rows = WithRows(2_048 + 192) - WithRows(2_048);
        Holds(MemoryBudget.UnitIdentity, (WithRows(1_024) - WithRows(1_024 - 192) - rows) / 48, "what a unit says of itself");
    }

    [TestMethod]
    public void A_policy_knows_its_own_size()
    {
        string lines = string.Concat(Enumerable.Range(0, 100).Select(i =>
            $"\n  allow 3,6,16  unit 1-{i % 5 + 1}  address {i * 20}-{i * 20 + 9}  quantity 1-4\n  allow 5  unit 1  address {i}  "
                + $"when 3:{i} = 0 within 5s during mon-fri 06:00-18:00"));
        foreach (
            string text in new[]
            {
                SampleConfigurations.Plant, SampleConfigurations.Plant + lines,
                "role A\n  allow 16  unit 1  address 60-61  value -40.0..90.0 as f32 high-first\nrole B includes A\nnever 8/1",
            })
        {
            CompiledPolicy policy = SampleConfigurations.Compile(text);
            int counted = HeapMeter.Of(policy);
            TestContext.WriteLine($"a policy of {text.Length} characters: {counted} counted, {policy.Bytes} reckoned");
            Assert.IsTrue(policy.Bytes >= counted, $"{policy.Bytes} of {counted}");
            Assert.IsTrue(policy.Bytes <= counted * 3 / 2, $"{policy.Bytes} of {counted}");
        }
    }

    [TestMethod]
    public void What_there_is_once_takes_no_more_than_is_reckoned_for_it()
    {
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(CompiledPolicy.Empty), 1);
        var clock = new FakeClock();
        var counters = new Counters();
        var journal = new EventJournal(clock, counters, 8);
        var reporter = new Reporter(
            clock, journal, counters, new ModuleStatus(new byte[16], 1, new Inventory("0", "test", "plc", [])), new ReportTopics("s", "m"),
            null, null, 1_000);
        // The table of traffic has a line of its own.
        int counted = new HeapMeter().Add(bed.Gateway, reporter) - HeapMeter.Of(bed.Traffic);
        TestContext.WriteLine($"gateway, journal, reporter: {counted}");
        Assert.IsTrue(counted <= MemoryBudget.Rest, $"{counted}");
    }

    private static int WithRows(int rows) => HeapMeter.Of(new TrafficTable(rows, 0));

    private static int WithSessions(int count)
    {
        string policy = "limit module sessions 64\n" + SampleConfigurations.Plant;
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(SampleConfigurations.Compile(policy)), 1);
        for (int i = 0; i < count; i++)
        {
            var peer = new Peer(PeerTransport.Tls, "10.0.0." + i, "CN=client number " + i, "Operator", $"{i:x64}", long.MaxValue);
            GuardBed.Ask(bed.Connect(peer), Adu.Read(1, 1, 3, 0, 10));
        }
        Assert.HasCount(count, bed.Gateway.Sessions());
        return HeapMeter.Of(bed.Gateway);
    }

    private static int WithConnections(int count)
    {
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(CompiledPolicy.Empty), count);
        return HeapMeter.Of(bed.Gateway);
    }

    private static int WithBuses(int count)
    {
        PlcPortSetup[] buses = Enumerable.Range(0, count).Select(
            _ => PlcPortSetup.Bus(new EchoBusPort(), new BusOptions(Timing))).ToArray();
        using GuardBed bed = GuardBed.StartWith(new GuardConfiguration(CompiledPolicy.Empty), _ => buses);
        return HeapMeter.Of(bed.Gateway);
    }

    private void Holds(int reckoned, int counted, string what)
    {
        TestContext.WriteLine($"{what}: {counted} counted, {reckoned} reckoned");
        Assert.IsTrue(counted <= reckoned, $"{what} takes {counted} bytes, and {reckoned} are reckoned for it");
        Assert.IsTrue(reckoned <= 3 * counted, $"{what} takes {counted} bytes, and as many as {reckoned} are reckoned for it");
    }
}
