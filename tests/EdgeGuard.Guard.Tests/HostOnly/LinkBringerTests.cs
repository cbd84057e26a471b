using System;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>A listener with threads of its own brings its clients to the gateway.</summary>
[TestClass]
public sealed class LinkBringerTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 2, 0, 0);

    private readonly FakeClock _clock = new();
    private readonly FakeBringer _listener = new();
    private readonly Heartbeats _heartbeats = new(8);
    private Exception? _fault;

    [TestMethod]
    public void It_takes_no_thread_of_the_gateways_and_its_clients_are_served()
    {
        Gateway gateway = Start();
        Assert.AreEqual(1, gateway.Threads, "the recheck alone");
        Assert.AreEqual(2, _heartbeats.Count, "the recheck's, and its own");
        Assert.IsTrue(gateway.IsAccepting(0));
        MemoryClient client = MemoryClient.Create(_clock, Peers.Tls("Operator"));
        _listener.Bring(client.Link);
        _clock.SettleWith(2);
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.IsTrue(gateway.Stop(_clock.Now + 1));
        Assert.IsFalse(gateway.IsAccepting(0));
        Assert.IsTrue(client.Link.IsClosed);
    }

    [TestMethod]
    public void Who_is_brought_behind_the_stop_is_closed()
    {
        Gateway gateway = Start();
        Assert.IsTrue(gateway.Stop(_clock.Now + 1));
        MemoryClient late = MemoryClient.Create(_clock, Peers.Tls("Operator"));
        _listener.Bring(late.Link);
        Assert.IsTrue(late.Link.IsClosed);
        Assert.AreEqual(0, gateway.Threads);
    }

    [TestMethod]
    public void A_fault_of_ours_closes_that_link_and_does_not_reach_the_listener()
    {
        Gateway gateway = Start();
        var link = new FaultyLink();
        _listener.Bring(link);
        Assert.IsInstanceOfType<DivideByZeroException>(_fault);
        Assert.IsTrue(link.IsClosed);
        Assert.IsTrue(gateway.Stop(_clock.Now + 1));
    }

    private Gateway Start()
    {
        var gateway = new Gateway(
            SampleConfigurations.Of(SampleConfigurations.Plant), [_listener], [PlcPortSetup.Plc(new MisbehavingPlc(_clock), 1)], _clock,
            new RecordingEventSink(), new Counters())
        {
            Faulted = fault => _fault = fault,
            Heartbeats = _heartbeats,
        };
        _clock.Follow(() => gateway);
        gateway.Start();
        _clock.SettleWith(1);
        return gateway;
    }

    private sealed class FakeBringer : ILinkBringer
    {
        private LinkTaker? _take;

        public void Start(LinkTaker take, Heartbeat beat) => _take = take;

        public IUpstreamLink? Accept(long until) => throw new InvalidOperationException("nobody waits for what is brought");

        public void Close()
        {
        }

        internal void Bring(IUpstreamLink link) => _take!(link);
    }

    private sealed class FaultyLink : IUpstreamLink
    {
        internal bool IsClosed { get; private set; }

        public Peer Peer => throw new DivideByZeroException();

        public bool Ready(long until) => true;

        public int Read(byte[] buffer, int offset, int count, long deadline) => 0;

        public bool Write(byte[] buffer, int offset, int count, long deadline) => false;

        public void Abort()
        {
        }

        public void Close() => IsClosed = true;
    }
}
