using System.Linq;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Core.Tests;

/// <summary>Who is heard of, who is late, and what a run leaves for the next.</summary>
[TestClass]
public sealed class SupervisorTests
{
    private readonly RecordingEventSink _events = new();
    private readonly Heartbeats _heartbeats = new(4);

    [TestMethod]
    public void A_worker_is_fresh_until_it_said_and_a_grace_longer()
    {
        Supervisor supervisor = Watch();
        Heartbeat beat = _heartbeats.Begin(Worker.Session, 3, 60_000);
        Assert.IsTrue(Steps(supervisor, 0, 60_000 + Supervisor.GraceMs));
        Assert.IsFalse(supervisor.Step(60_500 + Supervisor.GraceMs));
        Assert.AreSame(beat, supervisor.Late);
        beat.Beat(200_000);
        Assert.IsTrue(supervisor.Step(61_000 + Supervisor.GraceMs));
        Assert.IsNull(supervisor.Late);
    }

    [TestMethod]
    public void A_late_worker_is_told_once_by_name_and_again_when_it_is_late_again()
    {
        Supervisor supervisor = Watch();
        Heartbeat beat = _heartbeats.Begin(Worker.Listener, 1, 0);
        Steps(supervisor, 0, 20_000);
        RecordedEvent told = _events.Only(EventCode.WorkerLate);
        Assert.AreEqual("listener 1", WorkerText.Of((Worker)told.A, told.B));
        beat.Beat(21_000);
        Steps(supervisor, 20_500, 40_000);
        Assert.AreEqual(2, _events.Count(EventCode.WorkerLate));
    }

    [TestMethod]
    public void Of_several_late_workers_the_most_overdue_is_named()
    {
        Supervisor supervisor = Watch();
        _heartbeats.Begin(Worker.Reporter, 0, 2_000);
        _heartbeats.Begin(Worker.Uplink, 0, 1_000);
        _heartbeats.Begin(Worker.Console, 0, 3_000);
        Assert.IsFalse(Steps(supervisor, 0, 30_000));
        Assert.AreEqual(Worker.Uplink, supervisor.Late!.Worker);
    }

    [TestMethod]
    public void A_worker_that_waits_to_be_woken_is_never_late()
    {
        Supervisor supervisor = Watch();
        _heartbeats.Begin(Worker.Console, 0, 0).Beat(long.MaxValue);
        Assert.IsTrue(Steps(supervisor, 0, 100_000));
    }

    [TestMethod]
    public void A_worker_that_has_ended_is_not_missed_and_its_place_is_free()
    {
        Supervisor supervisor = Watch();
        for (int i = 0; i < 100; i++) _heartbeats.Begin(Worker.Session, i, 0).End();
        _heartbeats.Begin(Worker.Session, 100, long.MaxValue);
        Assert.AreEqual(1, _heartbeats.Count);
        Assert.IsTrue(Steps(supervisor, 0, 30_000));
    }

    [TestMethod]
    public void More_workers_than_there_is_room_for_are_served_and_not_watched()
    {
        for (int i = 0; i < 4; i++) _heartbeats.Begin(Worker.Session, i, long.MaxValue);
        Heartbeat fifth = _heartbeats.Begin(Worker.Session, 5, 0);
        fifth.Beat(1);
        fifth.End();
        Assert.AreEqual(4, _heartbeats.Count);
        Assert.IsTrue(Steps(Watch(), 0, 30_000));
    }

    [TestMethod]
    public void After_the_whole_module_stood_still_all_get_time_to_be_heard_of()
    {
        Supervisor supervisor = Watch();
        Heartbeat beat = _heartbeats.Begin(Worker.Reporter, 0, 1_000);
        Assert.IsTrue(Steps(supervisor, 0, 1_000));
        Assert.IsTrue(Steps(supervisor, 60_000, 60_000 + Supervisor.GraceMs - Supervisor.StepMs));
        beat.Beat(200_000);
        Assert.IsTrue(Steps(supervisor, 60_000 + Supervisor.GraceMs, 100_000));
    }

    [TestMethod]
    public void A_worker_that_hung_while_the_module_stood_still_is_late_afterwards()
    {
        Supervisor supervisor = Watch();
        _heartbeats.Begin(Worker.Reporter, 0, 1_000);
        Steps(supervisor, 0, 1_000);
        Assert.IsFalse(Steps(supervisor, 60_000, 60_000 + Supervisor.GraceMs));
    }

    [TestMethod]
    public void Last_words_count_for_the_next_start_and_for_no_other()
    {
        var store = new TornStore();
        Assert.IsTrue(new RestartCause(RestartReason.WorkerLate, Worker.Session, 70_000, "").Leave(store, 4));
        RestartCause next = RestartCause.Before(store, 5);
        Assert.AreEqual(RestartReason.WorkerLate, next.Reason);
        Assert.AreEqual(70_000, next.Number);
        Assert.AreEqual(RestartReason.Power, RestartCause.Before(store, 6).Reason);
        Assert.AreEqual(RestartReason.Power, RestartCause.Before(store, 4).Reason);
        Assert.AreEqual(RestartReason.Power, RestartCause.Before(new TornStore(), 5).Reason);
    }

    [TestMethod]
    public void A_run_without_a_number_leaves_nothing()
    {
        var store = new TornStore();
        Assert.IsFalse(new RestartCause(RestartReason.Person, Worker.None, 0, "anna").Leave(store, 0));
        Assert.IsNull(store.Read(RestartCause.Place));
    }

    [TestMethod]
    public void A_text_too_long_is_cut_between_characters()
    {
        var store = new TornStore();
        new RestartCause(RestartReason.Person, Worker.None, 0, new string('a', RestartCause.MaxText - 1) + "ü").Leave(store, 1);
        Assert.AreEqual(new string('a', RestartCause.MaxText - 1), RestartCause.Before(store, 2).Text);
    }

    [TestMethod]
    public void A_damaged_record_is_no_words()
    {
        var store = new TornStore();
        new RestartCause(RestartReason.Person, Worker.None, 0, "anna").Leave(store, 1);
        byte[] record = store.Read(RestartCause.Place)!;
        for (int i = 0; i < record.Length; i++)
        {
            byte[] damaged = record.ToArray();
            damaged[i] ^= 1;
            store.Write(RestartCause.Place, damaged);
            Assert.AreEqual(RestartReason.Power, RestartCause.Before(store, 2).Reason, $"byte {i}");
            store.Write(RestartCause.Place, record[..i]);
            Assert.AreEqual(RestartReason.Power, RestartCause.Before(store, 2).Reason, $"{i} bytes");
        }
    }

    [TestMethod]
    public void A_factory_reset_leaves_no_words_that_a_later_start_might_take_for_its_own()
    {
        var store = new TornStore();
        new RestartCause(RestartReason.Person, Worker.None, 0, "anna").Leave(store, 8);
        Assert.IsTrue(new RecordStore(store).Make(new StoreChanges().Delete(RecordName.RestartCause)));
        Assert.AreEqual(RestartReason.Power, RestartCause.Before(store, 9).Reason);
    }

    [TestMethod]
    public void The_event_of_a_start_says_which_worker()
    {
        Event e = new RestartCause(RestartReason.WorkerLate, Worker.Session, 12, "").ToEvent();
        var record = new EventRecord { Code = e.Code, A = e.A, B = e.B };
        Assert.AreEqual("session 12 was unresponsive", EventDetailText.Text(record));
    }

    private Supervisor Watch()
    {
        return new Supervisor(_heartbeats, _events);
    }

    // Every half second, ends included. The last answer.
    private static bool Steps(Supervisor supervisor, long from, long to)
    {
        bool isFresh = true;
        for (long now = from; now <= to; now += Supervisor.StepMs) isFresh = supervisor.Step(now);
        return isFresh;
    }
}
