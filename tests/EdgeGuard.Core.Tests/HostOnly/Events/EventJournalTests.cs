using System;
using System.Linq;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class EventJournalTests
{
    private readonly FakeClock _clock = new();
    private readonly Counters _counters = new();
    private readonly Event _event = new();

    [TestMethod]
    public void Adding_allocates_nothing_whatever_becomes_of_the_event()
    {
        var journal = new EventJournal(_clock, _counters, 64);
        Peer peer = EventSamples.Operator();
        AddAll(journal, peer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 50; round++) AddAll(journal, peer);
        Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsGreaterThan(0u, _counters.Read(Counter.EventsCoalesced));
        Assert.IsGreaterThan(0u, _counters.Read(Counter.EventsLost));
    }

    [TestMethod]
    public void An_event_is_stamped_and_copied()
    {
        var journal = new EventJournal(_clock, _counters, 64);
        _clock.Advance(1234);
        long utc = _clock.Utc;
        _event.Code = EventCode.SessionClosed;
        _event.A = 5;
        journal.Add(_event);
        _event.Clear();
        EventRecord record = Held(journal).Last();
        Assert.AreEqual(2L, record.Sequence);
        Assert.AreEqual(1234L, record.Uptime);
        Assert.AreEqual(utc, record.Utc);
        Assert.AreEqual(ClockTrust.Trusted, record.Trust);
        Assert.AreEqual(5, record.A);
    }

    [TestMethod]
    public void While_the_clock_is_unset_there_is_an_uptime_and_no_utc()
    {
        _clock.Trust = ClockTrust.Unset;
        var journal = new EventJournal(_clock, _counters, 64);
        EventRecord first = Held(journal).Single();
        Assert.AreEqual(0L, first.Utc);
        Assert.AreEqual(ClockTrust.Unset, first.Trust);
    }

    [TestMethod]
    public void A_waiter_is_woken_by_an_event_but_not_by_one_more_of_the_same()
    {
        var journal = new EventJournal(_clock, _counters, 64);
        journal.Wait(_clock.Now); // takes the signal of the start
        Refuse(journal, EventSamples.Operator());
        Assert.AreEqual(_clock.Now + 1000, journal.Step(_clock.Now));
        journal.Wait(long.MaxValue); // returns at once: otherwise this test never ends
        Refuse(journal, EventSamples.Operator());
        Assert.AreEqual(1u, _counters.Read(Counter.EventsCoalesced));
        Assert.HasCount(2, Held(journal));
    }

    [TestMethod]
    public void Events_of_many_threads_are_all_there_each_with_its_own_number()
    {
        var journal = new EventJournal(_clock, _counters, 8192);
        System.Threading.Tasks.Parallel.For(0, 4, thread =>
        {
            var mine = new Event { Code = EventCode.WriteForwarded, A = thread };
            for (int i = 0; i < 1000; i++)
            {
                mine.B = i;
                journal.Add(mine);
            }
        });
        EventRecord[] held = Held(journal);
        Assert.IsTrue(held.Select(r => r.Sequence).SequenceEqual(Enumerable.Range(1, 4001).Select(n => (long)n)));
        for (int thread = 0; thread < 4; thread++)
        {
            Assert.IsTrue(
                held.Where(
                    r => r.Code == EventCode.WriteForwarded && r.A == thread).Select(r => r.B).SequenceEqual(Enumerable.Range(0, 1000)));
        }
    }

    private void AddAll(EventJournal journal, Peer peer)
    {
        Refuse(journal, peer);
        Refuse(journal, peer);
        _event.Clear();
        _event.Code = EventCode.WriteForwarded;
        _event.Peer = peer;
        journal.Add(_event);
        _event.Code = EventCode.ModeChanged;
        journal.Add(_event);
    }

    private void Refuse(EventJournal journal, Peer peer)
    {
        _event.Clear();
        _event.Code = EventCode.RequestRefused;
        _event.Reason = Refusal.Function;
        _event.Peer = peer;
        journal.Add(_event);
    }

    private static EventRecord[] Held(EventJournal journal)
    {
        var bytes = new byte[8192 * EventRecord.Size];
        int count = journal.Read(0, bytes, new Peer?[8192]);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var record = new EventRecord();
            Assert.IsTrue(record.Decode(bytes, i * EventRecord.Size));
            return record;
        })];
    }
}
