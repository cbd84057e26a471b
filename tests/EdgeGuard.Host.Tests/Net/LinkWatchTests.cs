using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host.Tests.Net;

/// <summary>Waiting for many links at once, with real sockets.</summary>
[TestClass]
public sealed class LinkWatchTests
{
    private static readonly SystemClock Clock = new();

    [TestMethod]
    public void Arrivals_are_told_once_each_in_their_order()
    {
        using LinkWatch watch = Create();
        using var one = new Watched();
        using var two = new Watched();
        Assert.IsTrue(watch.Watch(one));
        Assert.IsTrue(watch.Watch(two));
        Assert.IsNull(watch.Next(Clock.Now));
        two.Say();
        one.Say();
        Assert.AreSame(two, watch.Next(Soon));
        Assert.AreSame(one, watch.Next(Soon));
        Assert.IsNull(watch.Next(Clock.Now));
    }

    [TestMethod]
    public void What_came_before_it_is_watched_is_told_as_well()
    {
        using LinkWatch watch = Create();
        using var waiting = new Watched();
        waiting.Say();
        Assert.IsTrue(watch.Watch(waiting));
        Assert.AreSame(waiting, watch.Next(Soon));
        Assert.IsTrue(watch.Watch(waiting), "nobody has read it yet: the system has it");
        Assert.AreSame(waiting, watch.Next(Soon));
    }

    [TestMethod]
    public void What_the_link_itself_holds_is_not_waited_for()
    {
        using LinkWatch watch = Create();
        using var waiting = new Watched();
        waiting.Say();
        Assert.IsTrue(waiting.Link.Ready(Soon));
        Assert.IsFalse(watch.Watch(waiting));
        Assert.AreEqual(1, waiting.Link.Read(new byte[8], 0, 8, Soon));
        Assert.IsTrue(watch.Watch(waiting));
        Assert.IsNull(watch.Next(Clock.Now));
    }

    [TestMethod]
    public void The_end_of_a_link_is_an_arrival()
    {
        using LinkWatch watch = Create();
        using var left = new Watched();
        using var aborted = new Watched();
        Assert.IsTrue(watch.Watch(left));
        Assert.IsTrue(watch.Watch(aborted));
        left.Leave();
        Assert.AreSame(left, watch.Next(Soon));
        Assert.AreEqual(0, left.Link.Read(new byte[8], 0, 8, Soon));
        aborted.Link.Abort();
        Assert.AreSame(aborted, watch.Next(Soon));
        Assert.IsFalse(watch.Watch(aborted), "it has ended");
    }

    [TestMethod]
    public void A_link_that_is_forgotten_is_not_told_and_its_number_may_be_another_s()
    {
        using LinkWatch watch = Create();
        for (int i = 0; i < 200; i++)
        {
            using var waiting = new Watched();
            Assert.IsTrue(watch.Watch(waiting));
            waiting.Say();
            if (i % 2 == 0) Assert.AreSame(waiting, watch.Next(Soon));
            watch.Forget(waiting);
            Assert.IsNull(watch.Next(Clock.Now));
        }
    }

    [TestMethod]
    public void Waiting_for_a_client_without_a_thread_allocates_nothing()
    {
        using LinkWatch watch = Create();
        using var waiting = new Watched();
        var buffer = new byte[8];
        long allocated = 0;
        for (int i = 0; i < 2_500; i++)
        {
            waiting.Say();
            long before = GC.GetAllocatedBytesForCurrentThread();
            watch.Watch(waiting);
            watch.Next(Soon);
            waiting.Link.Ready(Soon);
            waiting.Link.Read(buffer, 0, buffer.Length, Soon);
            if (i >= 500) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.AreEqual(0L, allocated / 2_000, $"{allocated} bytes for 2,000 arrivals");
    }

    [TestMethod]
    public void Closing_wakes_everybody_now_and_later()
    {
        using LinkWatch watch = Create();
        var threads = new List<Thread>();
        for (int i = 0; i < 5; i++) threads.Add(new Thread(() => watch.Next(Clock.Now + 60_000)));
        threads.ForEach(thread => thread.Start());
        watch.Close();
        Assert.IsTrue(threads.TrueForAll(thread => thread.Join(20_000)));
        Assert.IsNull(watch.Next(Clock.Now + 60_000));
    }

    private static long Soon => Clock.Now + 20_000;

    private static LinkWatch Create()
    {
        return LinkWatch.TryCreate(Clock) ?? throw new AssertInconclusiveException("This system has no epoll.");
    }

    private sealed class Watched : IWatched, IDisposable
    {
        private readonly Socket _other;

        public Watched()
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(1);
            _other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _other.Connect(listener.LocalEndPoint!);
            Link = new PlainLink(listener.Accept(), Clock, new Peer(PeerTransport.Plain, "127.0.0.1", "", null, "", long.MaxValue));
        }

        public IUpstreamLink Link { get; }

        public void Say() => _other.Send([42]);

        public void Leave() => _other.Close();

        public void Dispose()
        {
            _other.Dispose();
            Link.Close();
        }
    }
}
