using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>A gateway that lets nobody in, and one that does so again.</summary>
[TestClass]
public class GatewayIsolationTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 2, 0, 0);

    [TestMethod]
    public void Every_session_ends_at_once_and_says_why()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient[] clients = [
            bed.Connect(Peers.Tls("Operator", "a")), bed.Connect(Peers.Tls("Operator", "b")), bed.Connect(Peers.Plain("Operator"))];
        GuardBed.Ask(clients[0], Ask);
        Assert.AreEqual(3, bed.Gateway.Isolate());
        bed.Clock.Settle();
        Assert.IsTrue(bed.Gateway.IsIsolated);
        Assert.IsTrue(clients.All(c => c.IsEnded && c.Link.IsClosed));
        Assert.AreEqual(3, bed.Events.All.Count(e => e.Code == EventCode.SessionClosed && e.B == (int)SessionEnd.Isolated));
        Assert.AreEqual(0, bed.Gateway.Isolate(), "nobody is left");
    }

    [TestMethod]
    public void A_session_in_the_middle_of_an_exchange_ends_before_its_answer_and_the_next_client_gets_its_own()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.DelayMs = 500;
        bed.Plc.Model.HoldingRegisters[1] = 0x0102;
        MemoryClient amid = bed.Connect(Peers.Tls("Operator", "amid"));
        amid.Send(Ask);
        bed.Clock.Advance(100);
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        bed.Gateway.Isolate();
        bed.Clock.Settle();
        Assert.IsTrue(amid.IsEnded);
        bed.Gateway.Open();
        MemoryClient next = bed.Connect(Peers.Tls("Operator", "next"));
        Bytes.AreSame(Adu.Frame(8, 1, 3, 2, 1, 2), bed.AskWithin(next, Adu.Read(8, 1, 3, 1, 1), 2_000)!);
        Assert.AreEqual(0, amid.Waiting);
    }

    [TestMethod]
    public void A_client_that_waits_for_the_line_waits_no_more_and_its_request_is_not_sent()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.DelayMs = 500;
        bed.Connect(Peers.Tls("Operator", "busy")).Send(Ask);
        bed.Clock.Settle();
        MemoryClient waiting = bed.Connect(Peers.Tls("Operator", "waiting"));
        waiting.Send(Adu.WriteRegister(1, 1, 40, 1));
        bed.Clock.Settle();
        Assert.AreEqual(2, bed.Gateway.Isolate());
        bed.Clock.Settle();
        Assert.IsTrue(waiting.IsEnded);
        bed.Clock.Advance(2_000);
        Assert.AreEqual(1, bed.Plc.Requests.Count, "what the PLC was working on, and nothing else");
        Assert.AreEqual(0, bed.Gateway.Sessions().Length);
    }

    [TestMethod]
    public void Who_connects_meanwhile_is_turned_away_at_once_and_counted_and_the_listener_stays()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Gateway.Isolate();
        for (int i = 0; i < 3; i++)
        {
            MemoryClient client = bed.Connect(Peers.Tls("Operator", "c" + i));
            Assert.IsTrue(client.IsEnded && client.Link.IsClosed);
        }
        Assert.AreEqual(3u, bed.Count(Counter.SessionsRefused));
        Assert.AreEqual(3, bed.Events.All.Count(e => e.Code == EventCode.SessionRefused && e.Reason == Refusal.Isolated));
        Assert.IsFalse(bed.Listener.IsClosed);
        Assert.AreEqual(0, bed.Plc.Dials);
        bed.Gateway.Open();
        Bytes.AreSame(Answer, GuardBed.Ask(bed.Connect(Peers.Tls("Operator", "c")), Ask)!);
    }

    [TestMethod]
    public void A_commit_opens_nothing()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Gateway.Isolate();
        bed.Gateway.Commit(SampleConfigurations.Of(SampleConfigurations.Plant));
        Assert.IsTrue(bed.Connect(Peers.Tls("Operator")).IsEnded);
    }

    [TestMethod]
    public void A_gateway_can_be_isolated_before_it_starts()
    {
        var clock = new FakeClock();
        var listener = new FakeListener(clock);
        var gateway = new Gateway(
            SampleConfigurations.Of(SampleConfigurations.Plant), [listener], [PlcPortSetup.Plc(new MisbehavingPlc(clock), 1)],
            clock, new RecordingEventSink(), new Counters());
        clock.Follow(() => gateway);
        gateway.Isolate();
        gateway.Start();
        clock.SettleWith(2);
        Assert.IsTrue(listener.Connect(Peers.Tls("Operator")).IsEnded);
        Assert.IsTrue(gateway.Stop(clock.Now + 1));
    }

    [TestMethod]
    public void A_serial_client_gets_silence_its_port_stays_open_and_nothing_reaches_the_bus()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        int before = bed.Bus.Frames.Count;
        bed.Gateway.Isolate();
        bed.Clock.Advance(1_000);
        int opened = bed.Events.Count(EventCode.BusOpened);
        for (int i = 0; i < 3; i++) Assert.IsNull(bed.Ask(RtuAdu.Read(1, 3, 5, 2)));
        Assert.AreEqual(before, bed.Bus.Frames.Count);
        Assert.AreEqual(opened, bed.Events.Count(EventCode.BusOpened), "the port was not lost over it");
        Assert.AreEqual(3u, bed.Counters.Read(Counter.SessionsRefused));
        bed.Gateway.Open();
        Bytes.AreSame(RtuAdu.Frame(1, 3, 4, 0x10, 5, 0x10, 6), bed.Ask(RtuAdu.Read(1, 3, 5, 2))!);
    }
}
