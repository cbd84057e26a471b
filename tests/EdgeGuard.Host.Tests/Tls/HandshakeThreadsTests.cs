using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading;
using EdgeGuard.Testing;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>How many threads shake hands, and for how long there are any.</summary>
[TestClass]
public class HandshakeThreadsTests
{
    private const int Slots = 4;

    private readonly FakeClock _clock = new();
    private readonly SharedHandshakeQueue _queue = new(new HandshakeQueue(64, Slots, 1000));
    private readonly ConcurrentQueue<int> _by = new();
    private int _addresses;

    [TestMethod]
    public void Without_a_handshake_there_is_none()
    {
        HandshakeThreads threads = Create(_ => { });
        threads.Begin();
        Assert.AreEqual(0, threads.Count);
    }

    [TestMethod]
    public void One_after_the_other_is_work_for_one_thread_which_ends_when_nobody_comes()
    {
        HandshakeThreads threads = Create(_ => { });
        for (int i = 1; i <= 3; i++)
        {
            Come(threads);
            TlsBed.WaitFor(() => _by.Count == i, "nobody shakes hands");
            _clock.SettleWith(1);
            _clock.Advance(HandshakeThreads.RestMs - 1);
            Assert.AreEqual(1, threads.Count);
        }

        Assert.HasCount(1, _by.Distinct());
        _clock.Advance(1);
        Assert.AreEqual(0, threads.Count);
    }

    [TestMethod]
    public void There_are_never_more_than_slots_and_whoever_waits_is_served_by_those()
    {
        using var mayEnd = new ManualResetEventSlim();
        HandshakeThreads threads = Create(_ => mayEnd.Wait(TlsBed.PatienceMs));
        for (int i = 0; i < 5 * Slots; i++) Come(threads);
        TlsBed.WaitFor(() => _by.Count == Slots, "not every slot is used");
        Assert.AreEqual(Slots, threads.Count);
        mayEnd.Set();
        TlsBed.WaitFor(() => _by.Count == 5 * Slots, "somebody waits for ever");
        Assert.IsLessThanOrEqualTo(Slots, threads.Count);
        _clock.SettleWith(Slots);
        _clock.Advance(HandshakeThreads.RestMs);
        Assert.AreEqual(0, threads.Count);
    }

    [TestMethod]
    public void Behind_the_end_nobody_rests()
    {
        HandshakeThreads threads = Create(_ => { });
        Come(threads);
        TlsBed.WaitFor(() => _by.Count == 1, "nobody shakes hands");
        _clock.SettleWith(1);
        _queue.Close();
        threads.Stop();
        TlsBed.WaitFor(() => threads.Count == 0, "it rests behind the end");
    }

    private HandshakeThreads Create(Action<PendingConnection> shakeHands)
    {
        return new HandshakeThreads(
            _queue,
            _clock,
            pending =>
            {
                _by.Enqueue(Environment.CurrentManagedThreadId);
                shakeHands(pending);
            },
            _ => Assert.Fail("there are threads to be had"));
    }

    // Each from another address: one address has half of the slots at most.
    private void Come(HandshakeThreads threads)
    {
        var pending = new PendingConnection(new IPAddress(++_addresses), _clock.Now);
        Assert.IsNull(_queue.Enter(pending));
        _queue.HelloReceived(pending, _clock.Now);
        threads.Begin();
    }
}
