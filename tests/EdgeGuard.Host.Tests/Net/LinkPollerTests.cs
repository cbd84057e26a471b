using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host.Tests.Net;

/// <summary>Waiting for many links at once, with real sockets.</summary>
[TestClass]
public sealed class LinkPollerTests
{
    private static readonly SystemClock Clock = new();

    private static long Soon => Clock.Now + 20_000;

    [TestMethod]
    public void Arrivals_are_told_once_each_in_their_order()
    {
        using LinkPoller poller = Create();
        using Polled one = Watched(poller);
        using Polled two = Watched(poller);
        two.Say();
        one.Say();
        Assert.AreSame(two, poller.Next(Soon));
        Assert.AreSame(one, poller.Next(Soon));
        Assert.IsNull(poller.Next(Clock.Now));
    }

    [TestMethod]
    public void What_came_before_it_is_watched_is_told_as_well()
    {
        using LinkPoller poller = Create();
        using var waiting = new Polled();
        waiting.Say();
        Thread.Sleep(20);
        Assert.IsTrue(poller.Watch(waiting.Link, waiting));
        Assert.AreSame(waiting, poller.Next(Soon));
        Assert.AreEqual(1, waiting.Read());
    }

    [TestMethod]
    public void What_comes_while_the_last_is_handled_is_found()
    {
        using LinkPoller poller = Create();
        using Polled waiting = Watched(poller);
        for (int i = 0; i < 300; i++)
        {
            waiting.Say();
            Assert.AreSame(waiting, poller.Next(Soon));
            // More than a read takes at once, and more behind it before it is looked at again.
            for (int more = 0; more < i % 5; more++) waiting.Say(400);
            int read = 0;
            while (waiting.Link.Ready(Clock.Now)) read += waiting.Read();
            while (read < 1 + 400 * (i % 5))
            {
                Assert.AreSame(waiting, poller.Next(Soon));
                while (waiting.Link.Ready(Clock.Now)) read += waiting.Read();
            }
            while (poller.Next(Clock.Now) != null) Assert.IsFalse(waiting.Link.Ready(Clock.Now));
        }
    }

    [TestMethod]
    public void A_link_to_which_nothing_has_happened_is_not_asked_about_but_when_in_doubt()
    {
        using LinkPoller poller = Create();
        using Polled waiting = Watched(poller);
        Assert.IsFalse(waiting.Link.Ready(Clock.Now));
        waiting.Say();
        Thread.Sleep(20);
        Assert.IsFalse(waiting.Link.Ready(Clock.Now), "the poller has not told of it yet");
        waiting.Doubt();
        Assert.IsTrue(waiting.Link.Ready(Clock.Now));
    }

    [TestMethod]
    public void The_end_of_a_link_is_an_arrival_and_found_behind_its_last_bytes()
    {
        using LinkPoller poller = Create();
        using Polled left = Watched(poller);
        using Polled aborted = Watched(poller);
        left.Say();
        left.Leave();
        Thread.Sleep(20);
        Assert.AreSame(left, poller.Next(Soon));
        Assert.AreEqual(1, left.Read());
        Assert.IsTrue(left.Link.Ready(Clock.Now));
        Assert.AreEqual(0, left.Read());
        while (poller.Next(Clock.Now) != null) Assert.AreEqual(0, left.Read());
        aborted.Link.Abort();
        Assert.AreSame(aborted, poller.Next(Soon));
        Assert.AreEqual(0, aborted.Read());
    }

    [TestMethod]
    public void What_a_peer_does_not_take_is_kept_and_leaves_when_there_is_room()
    {
        using LinkPoller poller = Create();
        using Polled waiting = Watched(poller);
        var block = new byte[60_000];
        int written = 0;
        while (!waiting.HasUnsent)
        {
            for (int i = 0; i < block.Length; i++) block[i] = unchecked((byte)(written + i));
            Assert.IsTrue(waiting.Link.Write(block, 0, block.Length, Clock.Now));
            written += block.Length;
        }
        int received = 0;
        while (received < written)
        {
            foreach (byte value in waiting.Take()) Assert.AreEqual(unchecked((byte)received++), value);
            if (waiting.HasMore || !waiting.HasUnsent) continue;
            Assert.IsTrue(poller.Watch(waiting.Link, waiting));
            Assert.AreSame(waiting, poller.Next(Soon));
        }
        Assert.AreEqual(written, received);
        Assert.IsFalse(waiting.HasUnsent);
        Assert.IsTrue(poller.Watch(waiting.Link, waiting));
        Assert.IsNull(poller.Next(Clock.Now), "nobody waits for room any more");
    }

    [TestMethod]
    public void What_was_waited_for_in_the_link_itself_is_not_told_again()
    {
        using LinkPoller poller = Create();
        using Polled waiting = Watched(poller);
        for (int i = 0; i < 50; i++)
        {
            waiting.Say();
            Assert.IsTrue(poller.Await(waiting.Link, Soon));
            Assert.AreEqual(1, waiting.Read());
            Assert.IsNull(poller.Next(Clock.Now));
        }
    }

    [TestMethod]
    public void A_link_that_goes_to_another_poller_is_told_of_there_alone()
    {
        using LinkPoller before = Create();
        using LinkPoller after = Create();
        using Polled waiting = Watched(before);
        Assert.IsTrue(after.Watch(waiting.Link, waiting));
        while (after.Next(Clock.Now) != null) Assert.IsFalse(waiting.Link.Ready(Clock.Now));
        waiting.Say();
        Assert.AreSame(waiting, after.Next(Soon));
        Assert.IsNull(before.Next(Clock.Now));
    }

    [TestMethod]
    public void A_link_that_is_closed_is_not_told_and_its_number_may_be_another_s()
    {
        using LinkPoller poller = Create();
        for (int i = 0; i < 200; i++)
        {
            Polled waiting = Watched(poller);
            waiting.Say();
            if (i % 2 == 0) Assert.AreSame(waiting, poller.Next(Soon));
            waiting.Dispose();
            Assert.IsNull(poller.Next(Clock.Now));
        }
    }

    [TestMethod]
    public void Waiting_without_a_thread_allocates_nothing()
    {
        using LinkPoller poller = Create();
        using Polled waiting = Watched(poller);
        var buffer = new byte[8];
        long allocated = 0;
        for (int i = 0; i < 2_500; i++)
        {
            waiting.Say();
            long before = GC.GetAllocatedBytesForCurrentThread();
            poller.Watch(waiting.Link, waiting);
            poller.Next(Soon);
            waiting.Link.Ready(Clock.Now);
            waiting.Link.Read(buffer, 0, buffer.Length, Soon);
            waiting.Link.Write(buffer, 0, 1, Soon);
            if (i >= 500) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.AreEqual(0L, allocated / 2_000, $"{allocated} bytes for 2,000 arrivals");
    }

    [TestMethod]
    public void Waking_ends_the_wait_or_the_next_one_and_after_the_end_nobody_minds()
    {
        LinkPoller poller = Create();
        var thread = new Thread(() => poller.Next(Clock.Now + 60_000));
        thread.Start();
        poller.Wake();
        Assert.IsTrue(thread.Join(20_000));
        poller.Wake();
        poller.Wake();
        Assert.IsNull(poller.Next(Clock.Now + 60_000));
        poller.Dispose();
        poller.Wake();
    }

    private static Polled Watched(LinkPoller poller)
    {
        var polled = new Polled();
        Assert.IsTrue(poller.Watch(polled.Link, polled));
        Assert.IsNull(poller.Next(Clock.Now), "there is room to write, and nobody who waits for it");
        Assert.IsFalse(polled.Link.Ready(Clock.Now));
        return polled;
    }

    private static LinkPoller Create()
    {
        return LinkPoller.TryCreate(Clock) ?? throw new AssertInconclusiveException("This system has no epoll.");
    }

    private sealed class Polled : IPolled, IDisposable
    {
        private readonly Socket _other;

        public Polled()
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(1);
            _other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _other.Connect(listener.LocalEndPoint!);
            Link = new PlainLink(listener.Accept(), Clock, new Peer(PeerTransport.Plain, "127.0.0.1", "", null, "", long.MaxValue));
        }

        public PlainLink Link { get; }

        public bool HasUnsent => ((IPolledLink)Link).HasUnsent;

        public bool HasMore => _other.Available > 0;

        public void Doubt() => ((IPolledLink)Link).Doubt();

        public void Say(int bytes = 1) => _other.Send(new byte[bytes]);

        public int Read() => Link.Read(new byte[512], 0, 512, Clock.Now + 1_000);

        public ArraySegment<byte> Take()
        {
            var buffer = new byte[30_000];
            int taken = _other.Receive(buffer);
            return new ArraySegment<byte>(buffer, 0, taken);
        }

        public void Leave() => _other.Close();

        public void Dispose()
        {
            _other.Dispose();
            Link.Close();
        }
    }
}
