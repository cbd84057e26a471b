using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>The packet path allocates nothing: on the device every allocation brings the next garbage collection nearer.</summary>
[TestClass]
public sealed class GatewayAllocationTests
{
    private const int Warm = 200;
    private const int Measured = 2000;

    private const string Rules = "limit client 100000/s burst 100000\n" + SampleConfigurations.Plant
        + "\n  allow 6  unit 1  address 50  step 50\n  allow 5  unit 1  address 7  when 3:12 = 0 within 5s during mon-sun 00:00-24:00";

    [TestMethod]
    public void An_allowed_read_allocates_nothing_in_the_sessions_thread()
    {
        Assert.AreEqual(0L, AllocatedBy(Adu.Read(1, 1, 3, 0, 100)));
    }

    [TestMethod]
    public void An_allowed_write_allocates_nothing_in_the_sessions_thread()
    {
        Assert.AreEqual(0L, AllocatedBy(Adu.WriteRegisters(1, 1, 40, 7, 8)));
    }

    [TestMethod]
    public void A_refused_request_allocates_nothing_in_the_sessions_thread()
    {
        Assert.AreEqual(0L, AllocatedBy(Adu.WriteRegister(1, 1, 99, 0)));
    }

    [TestMethod]
    public void A_malformed_request_allocates_nothing_in_the_sessions_thread()
    {
        Assert.AreEqual(0L, AllocatedBy(Adu.Frame(1, 1, 16, 0, 0)));
    }

    [TestMethod]
    public void Reading_the_values_that_a_rule_needs_allocates_nothing_in_the_sessions_thread()
    {
        Assert.AreEqual(0L, AllocatedBy(Adu.WriteRegister(1, 1, 50, 0)));
        Assert.AreEqual(0L, AllocatedBy(Adu.WriteCoil(1, 1, 7, true)));
    }

    [TestMethod]
    public void A_request_refused_on_trial_that_the_configuration_before_allowed_allocates_nothing_in_the_sessions_thread()
    {
        var before = new GuardConfiguration(SampleConfigurations.Compile("role Operator\n  allow 6  unit 1  address 0-200"));
        var difference = new LiveDifference(before);
        Assert.AreEqual(0L, AllocatedBy(Adu.WriteRegister(1, 1, 99, 0), difference));
        Assert.IsTrue(difference.Requests >= Measured);
    }

    [TestMethod]
    public void A_request_over_a_serial_bus_allocates_nothing_in_the_sessions_thread()
    {
        var options = new BusOptions(new RtuTiming(new SerialFormat(19200, SerialParity.Even, 1), 100));
        foreach (byte[] request in new[] { Adu.Read(1, 1, 3, 0, 100), Adu.WriteRegisters(1, 1, 40, 7, 8), Adu.WriteRegister(1, 1, 50, 0) })
        {
            var configuration = new GuardConfiguration(SampleConfigurations.Compile(Rules)) { ReportWrites = true };
            using GuardBed bed = GuardBed.StartWith(configuration, _ => [PlcPortSetup.Bus(new EchoBusPort(), options)], new NoSink());
            Assert.AreEqual(0L, AllocatedBy(request, bed));
            Assert.IsTrue(bed.Counters.Read(Counter.PlcRequests) >= Measured);
            Assert.AreEqual(0u, bed.Counters.Read(Counter.PlcTimeouts));
        }
    }

    [TestMethod]
    public void A_request_that_is_traced_in_every_way_allocates_nothing_in_the_sessions_thread()
    {
        byte[][] requests =
        [
            Adu.Read(1, 1, 3, 0, 100), Adu.WriteRegisters(1, 1, 40, 7, 8), Adu.WriteRegister(1, 1, 99, 0), Adu.Frame(1, 1, 16, 0, 0),
            Adu.WriteRegister(1, 1, 50, 0), Adu.WriteCoil(1, 1, 7, true),
        ];
        foreach (byte[] request in requests)
        {
            var configuration = new GuardConfiguration(SampleConfigurations.Compile(Rules));
            using GuardBed bed = GuardBed.Start(configuration, _ => new OneLinkDialer(new EchoPlcLink()), new NoSink());
            TraceTap[] taps = [Everything(bed, true), Everything(bed, false)];
            Assert.AreEqual(0L, AllocatedBy(request, bed));
            foreach (TraceTap tap in taps) Assert.IsTrue(bed.Traced(tap).Length >= TraceTap.Size);
        }
    }

    private static TraceTap Everything(GuardBed bed, bool hasValues)
    {
        var options = new TraceOptions(TraceDial.Link | TraceDial.Frame | TraceDial.Request) { HasValues = hasValues };
        return bed.Trace.Open(options, bed.Clock)!;
    }

    private static long AllocatedBy(byte[] request, LiveDifference? difference = null)
    {
        var configuration = new GuardConfiguration(SampleConfigurations.Compile(Rules)) { ReportWrites = true, Difference = difference };
        using GuardBed bed = GuardBed.Start(configuration, _ => new OneLinkDialer(new EchoPlcLink()), new NoSink());
        return AllocatedBy(request, bed);
    }

    private static long AllocatedBy(byte[] request, GuardBed bed)
    {
        var link = new RepeatingLink(bed.Clock, request, Warm, Measured);
        bed.Listener.Offer(link);
        bed.Clock.Settle();
        Assert.IsTrue(link.IsDone);
        return link.Allocated;
    }

    private sealed class NoSink : IEventSink
    {
        public void Add(Event e)
        {
        }
    }
}
