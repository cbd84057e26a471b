using System;
using System.Linq;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>How the gateway stops, and what a fault of our own does to it.</summary>
[TestClass]
public class GatewayStopTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);

    [TestMethod]
    public void Stopping_ends_idle_sessions_and_closes_every_link()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient[] clients = Enumerable.Range(0, 10).Select(i => bed.Connect(Peers.Tls("Operator", "c" + i))).ToArray();
        GuardBed.Ask(clients[0], Ask);
        Assert.IsTrue(bed.Stop());
        Assert.IsTrue(bed.Listener.IsClosed);
        Assert.IsTrue(clients.All(c => c.IsEnded && c.Link.IsClosed));
        Assert.AreEqual(0, bed.Plc.Connections);
        Assert.AreEqual(0, bed.Gateway.Sessions().Length);
        Assert.IsTrue(bed.Events.All.Where(e => e.Code == EventCode.SessionClosed).All(e => e.B == (int)SessionEnd.Stopped));
        Assert.AreEqual(10, bed.Events.Count(EventCode.SessionClosed));
    }

    [TestMethod]
    public void Stopping_waits_neither_for_the_PLC_nor_for_those_who_wait_for_it()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.Always = Mischief.Silent;
        for (int i = 0; i < 5; i++) bed.Connect(Peers.Tls("Operator", "c" + i)).Send(Ask);
        bed.Clock.Settle();
        Assert.IsTrue(bed.Stop());
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        Assert.AreEqual(0, bed.Events.Count(EventCode.PlcLost));
        Assert.AreEqual(0, bed.Events.Count(EventCode.RequestLimited));
    }

    [TestMethod]
    public void Stopping_says_when_a_thread_is_still_busy_and_can_be_asked_again()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.HangsOnDial = true;
        bed.Connect(Peers.Tls("Operator")).Send(Ask);
        bed.Clock.Settle();
        bool? first = null;
        bed.Clock.Run(() => first = bed.Gateway.Stop(bed.Clock.Now + 100));
        bed.Clock.Advance(100);
        Assert.AreEqual(false, first);
        bed.Clock.Advance(GuardLimits.DefaultPlcConnectMs);
        Assert.IsTrue(bed.Stop());
    }

    [TestMethod]
    public void A_client_that_comes_while_the_gateway_stops_is_not_served()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        Assert.IsTrue(bed.Stop());
        MemoryClient late = MemoryClient.Create(bed.Clock, Peers.Tls("Operator"));
        bed.Listener.Offer(late.Link);
        bed.Clock.Settle();
        Assert.AreEqual(0, bed.Gateway.Sessions().Length);
    }

    [TestMethod]
    public void A_listener_that_closes_by_itself_leaves_the_sessions_alone()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Listener.Close();
        bed.Clock.Advance(3 * GuardLimits.AcceptMs);
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0, 0), GuardBed.Ask(client, Ask));
    }

    [TestMethod]
    public void A_fault_of_ours_ends_its_session_and_is_counted_and_reported_and_the_others_go_on()
    {
        Exception? seen = null;
        var clock = new FakeClock();
        var plc = new MisbehavingPlc(clock);
        var listener = new FakeListener(clock);
        var counters = new Counters();
        var events = new RecordingEventSink();
        // A zone with a bug, reached by requests only.
        var configuration = new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant))
        {
            SiteTime = new FaultySiteTime(),
        };
        var gateway = new Gateway(configuration, [listener], [PlcPortSetup.Plc(plc, 1)], clock, events, counters)
        {
            Faulted = fault => seen = fault,
        };
        clock.Follow(() => gateway);
        gateway.Start();
        clock.SettleWith(2);
        MemoryClient first = listener.Connect(Peers.Tls("Operator", "first"));
        MemoryClient second = listener.Connect(Peers.Tls("Operator", "second"));
        first.Send(Ask);
        Assert.IsTrue(first.WaitForEnd());
        Assert.IsTrue(first.Link.IsClosed);
        Assert.IsInstanceOfType<DivideByZeroException>(seen);
        Assert.AreEqual(1u, counters.Read(Counter.InternalFaults));
        Assert.AreEqual(1, events.Count(EventCode.InternalFault));
        Assert.AreEqual((int)SessionEnd.InternalFault, events.Only(EventCode.SessionClosed).B);
        Assert.AreEqual(0, plc.Requests.Count);
        gateway.Commit(SampleConfigurations.Of(SampleConfigurations.Plant));
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0, 0), GuardBed.Ask(second, Ask));
        Assert.IsTrue(gateway.Stop(clock.Now + 1));
    }

    [TestMethod]
    public void A_fault_of_ours_with_the_line_in_hand_gives_line_and_connection_up()
    {
        var faulty = new FaultySink { RaisesOn = EventCode.WriteForwarded };
        MisbehavingPlc? plc = null;
        var configuration = new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { ReportWrites = true };
        GuardBed bed = GuardBed.Start(configuration, clock => plc = new MisbehavingPlc(clock), faulty);
        MemoryClient first = bed.Connect(Peers.Tls("Operator", "first"));
        MemoryClient second = bed.Connect(Peers.Tls("Operator", "second"));
        GuardBed.Ask(first, Ask);
        first.Send(Adu.WriteRegister(1, 1, 40, 1));
        Assert.IsTrue(first.WaitForEnd());
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0, 0), GuardBed.Ask(second, Ask));
        Assert.AreEqual(2, plc!.Dials);
        Assert.IsFalse(plc.Requests.Any(r => r.Pdu[0] == 6));
        Assert.IsTrue(bed.Stop());
        Assert.IsInstanceOfType<InvalidOperationException>(bed.Fault);
    }

    [TestMethod]
    public void A_listener_with_a_fault_does_not_become_a_loop_that_does_nothing_else()
    {
        using var clock = new FaultCounter();
        Assert.AreEqual(1, clock.FaultsWithin(GuardLimits.FaultPauseMs - 1));
        Assert.AreEqual(10, clock.FaultsWithin(9 * GuardLimits.FaultPauseMs));
    }

    [TestMethod]
    public void A_gateway_starts_once()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        Assert.ThrowsExactly<InvalidOperationException>(bed.Gateway.Start);
    }

    [TestMethod]
    public void A_PLC_gets_one_to_sixty_four_connections()
    {
        foreach (int connections in new[] { 0, PlcPortSetup.MaxConnections + 1 })
        {
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant), connections));
        }
    }

    private sealed class FaultySiteTime : ISiteTime
    {
        public int WeekMinute(long utc)
        {
            throw new DivideByZeroException();
        }
    }

    private sealed class FaultySink : IEventSink
    {
        internal EventCode RaisesOn { get; init; }

        public void Add(Event e)
        {
            if (e.Code == RaisesOn) throw new InvalidOperationException("A sink with a bug.");
        }
    }

    /// <summary>A gateway whose only listener throws at every call.</summary>
    private sealed class FaultCounter : IDisposable
    {
        private readonly FakeClock _clock = new();
        private readonly Gateway _gateway;
        private int _faults;

        internal FaultCounter()
        {
            GuardConfiguration configuration = SampleConfigurations.Of(SampleConfigurations.Plant);
            _gateway = new Gateway(
                configuration, [new FaultyListener()], [PlcPortSetup.Plc(new MisbehavingPlc(_clock), 1)],
                _clock, new RecordingEventSink(), new Counters())
            {
                Faulted = _ => Interlocked.Increment(ref _faults),
            };
            _clock.Follow(() => _gateway);
            _gateway.Start();
            _clock.SettleWith(2);
        }

        public void Dispose()
        {
            // The faulty listener's thread pauses: time must pass for it to see that it shall stop.
            bool isStopped = false;
            _clock.Run(() => isStopped = _gateway.Stop(_clock.Now + 10_000));
            _clock.Advance(10_000);
            if (!isStopped) throw new InvalidOperationException("The gateway did not stop.");
        }

        internal int FaultsWithin(long milliseconds)
        {
            _clock.Advance(milliseconds);
            return Volatile.Read(ref _faults);
        }
    }

    private sealed class FaultyListener : IListener
    {
        public IUpstreamLink? Accept(long until)
        {
            throw new InvalidOperationException("A listener with a bug.");
        }

        public void Close()
        {
        }
    }
}
