using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class NotificationQueueTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    private readonly AlertConsole _console = new();

    public void Dispose() => _console.Dispose();

    [TestMethod]
    public async Task What_cannot_be_told_is_tried_again_until_it_can_and_in_order()
    {
        var notifier = new ScriptedNotifier { Failures = 3 };
        await using NotificationQueue queue = Queue(notifier, TimeProvider.System);
        for (int i = 1; i <= 5; i++) Put(queue, Notice(i));
        Eventually.Is(() => queue.Sent == 5, "all told");
        CollectionAssert.AreEqual(new long[] { 1, 2, 3, 4, 5 }, notifier.Told.ToArray());
        Assert.AreEqual(8, notifier.Attempts);
        Eventually.Is(() => queue.Waiting == 0, "none waits");
        Assert.AreEqual((0L, ""), (queue.LostEver, queue.Trouble));
    }

    [TestMethod]
    public async Task Who_puts_something_in_never_waits_and_what_there_is_no_room_for_is_dropped_the_oldest_first_and_counted()
    {
        using var hold = new ManualResetEventSlim();
        var notifier = new ScriptedNotifier { Hold = hold };
        await using NotificationQueue queue = Queue(notifier, TimeProvider.System);
        Put(queue, [.. Enumerable.Range(1, NotificationQueue.Room + 7).Select(i => Notice(i))]);
        Assert.AreEqual(NotificationQueue.Room, queue.Waiting);
        Assert.AreEqual(7, TakeLost());
        Assert.AreEqual(0, TakeLost(), "told once");
        Assert.AreEqual(7, queue.LostEver);
        hold.Set();
        Eventually.Is(() => queue.Waiting == 0, "the rest is told");
        Assert.AreEqual(NotificationQueue.Room + 7, notifier.Told[^1]);
    }

    [TestMethod]
    public async Task What_could_not_be_told_for_a_day_is_dropped_and_counted()
    {
        FakeTime time = FakeTime.Noon();
        var notifier = new ScriptedNotifier { Failures = int.MaxValue };
        await using NotificationQueue queue = Queue(notifier, time);
        Put(queue, Notice(1, time.Now.ToUnixTimeMilliseconds()));
        Eventually.Is(() => queue.Trouble == "no answer", "it is tried");
        time.Now += Day + TimeSpan.FromMinutes(1);
        Eventually.Is(() => queue.LostEver == 1 && queue.Waiting == 0, "dropped");
    }

    [TestMethod]
    public async Task One_way_that_hangs_holds_up_no_other_and_no_alert()
    {
        using var hold = new ManualResetEventSlim();
        var stuck = new ScriptedNotifier { Hold = hold };
        var good = new ScriptedNotifier { Name = "good" };
        await using var all = new Notifications(NotifySettings.None, [stuck, good], TimeProvider.System);
        all.Start(_console.Engine.Outbox);
        for (int i = 1; i <= 50; i++) Tell(all, AlertOf(i, AlertKind.Bypass), isOver: false);
        Eventually.Is(() => good.Told.Count == 50, "told by the other");
        Assert.IsEmpty(stuck.Told);
        hold.Set();
    }

    [TestMethod]
    public async Task What_is_less_urgent_than_wanted_is_not_told_and_that_one_way_loses_not_by_that_way()
    {
        var mail = new ScriptedNotifier();
        var good = new ScriptedNotifier { Name = "good" };
        NotifySettings settings = NotifySettingsTests.Parse("notify.least medium");
        await using var all = new Notifications(settings, [mail, good], TimeProvider.System);
        all.Start(_console.Engine.Outbox);
        Tell(all, AlertOf(1, AlertKind.ClockWrong), isOver: false);
        Tell(all, AlertOf(2, AlertKind.NotificationLost, "scripted"), isOver: false);
        Tell(all, AlertOf(3, AlertKind.CaseOpen), isOver: true);
        Eventually.Is(() => good.Told.Count == 2 && mail.Told.Count == 1, "told");
        CollectionAssert.AreEqual(new long[] { 3 }, mail.Told.ToArray());
    }

    [TestMethod]
    public async Task What_waits_is_told_after_a_restart_with_the_alert_as_it_was_then()
    {
        _console.Listener.Ways.Add("scripted");
        SimulatedModule module = _console.Module();
        module.Raise(SimulatedClients.Of(Core.EventCode.Bypassed));
        _console.Seconds(10, module);
        Alert raised = _console.Engine.Alerts().Single();
        module.Raise(SimulatedClients.Of(Core.EventCode.BypassEnded));
        _console.Restart(TimeSpan.FromMinutes(1));
        _console.Return(module);
        _console.Seconds(30, module);
        var notifier = new ScriptedNotifier();
        await using NotificationQueue queue = Queue(notifier, TimeProvider.System, TimeSpan.FromDays(36500));
        Eventually.Is(() => notifier.Names.Count == 2, "told");
        CollectionAssert.AreEqual(
            new[] { $"{raised.Id}-{raised.RaisedAt}-raised", $"{raised.Id}-{raised.RaisedAt}-over" }, notifier.Names.ToArray());
        Assert.AreEqual(raised, notifier.Notices[0].Alert);
    }

    [TestMethod]
    public async Task What_waits_for_a_way_that_is_not_set_any_more_or_cannot_be_read_is_dropped_and_counted()
    {
        _console.Put(notices => notices.Add("gone", Notice(1)));
        _console.Put(notices => notices.Add("scripted", Notice(2)));
        _console.Engine.With(file =>
        {
            file.Notices.Add("scripted", Notice(3));
            return true;
        });
        using (SqliteFile file = SqliteFile.OpenToWrite(System.IO.Path.Combine(_console.Folder, AlertFile.FileName), 1, _ => { }))
        {
            file.Run("UPDATE notice SET payload = 'no notice' WHERE id = 2");
        }
        var notifier = new ScriptedNotifier();
        await using var all = new Notifications(NotifySettings.None, [notifier], TimeProvider.System);
        all.Start(_console.Engine.Outbox);
        Eventually.Is(() => notifier.Told.Count == 1, "told");
        CollectionAssert.AreEqual(new long[] { 3 }, notifier.Told.ToArray());
        Assert.AreEqual((1L, 1L), (_console.Engine.Outbox.LostEver("gone"), _console.Engine.Outbox.LostEver("scripted")));
        _console.Engine.Look();
        Assert.AreEqual("notification-lost active\nnotification-lost active", _console.Open);
        Assert.AreEqual(0, TakeLost(), "it is told with the alert");
    }

    [TestMethod]
    public async Task What_cannot_be_told_is_tried_more_and_more_rarely_and_a_restart_begins_no_new_pauses()
    {
        FakeTime time = FakeTime.Noon();
        long now = time.Now.ToUnixTimeMilliseconds();
        _console.Put(notices => notices.Add("scripted", Notice(1, now)));
        var dues = new List<long>();
        for (int tries = 1; tries <= 3; tries++)
        {
            var notifier = new ScriptedNotifier { Failures = int.MaxValue };
            await using NotificationQueue queue = Queue(notifier, time, shortest: TimeSpan.FromMinutes(1));
            Eventually.Is(() => First()!.Tries == tries, "tried");
            Assert.AreEqual(1, notifier.Attempts, "each start waits until it is due");
            dues.Add(First()!.Due - time.Now.ToUnixTimeMilliseconds());
            time.Now += TimeSpan.FromMilliseconds(dues[^1]);
        }
        Assert.AreEqual("60000 120000 240000", string.Join(' ', dues));
    }

    internal static Alert AlertOf(long id, AlertKind kind, string subject = "", string detail = "as it was told") =>
        new(id, new AlertKey(kind, "plant-7", "pump-3", subject), AlertState.Active)
        {
            Since = 1_790_000_000_000,
            RaisedAt = 1_790_000_000_500,
            Count = 1,
            Detail = detail,
        };

    internal static AlertNotice Notice(long id, long at = 0)
    {
        long then = at > 0 ? at : DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        return new AlertNotice(AlertOf(id, AlertKind.Bypass), IsOver: false, then, "https://central/alerts/1");
    }

    private NotificationQueue Queue(INotifier notifier, TimeProvider time, TimeSpan? keepFor = null, TimeSpan? shortest = null) =>
        new(notifier, _console.Engine.Outbox, time, keepFor ?? Day, shortest ?? Moment);

    // As it is done with an alert: room is made in the same transaction.
    private void Put(NotificationQueue queue, params AlertNotice[] notices)
    {
        _console.Put(table =>
        {
            foreach (AlertNotice notice in notices) table.Add(queue.Name, notice);
            table.DropMoreThan(queue.Name, NotificationQueue.Room);
        });
        queue.Wake();
    }

    private void Tell(Notifications all, Alert alert, bool isOver)
    {
        _console.Put(table =>
        {
            foreach ((string way, AlertNotice notice) in all.NoticesOf(alert, isOver)) table.Add(way, notice);
        });
        all.Told(alert, isOver);
    }

    private WaitingNotice? First() => _console.Engine.Outbox.First("scripted", 0);

    private long TakeLost()
    {
        long lost = 0;
        _console.Put(notices =>
        {
            foreach ((string way, long count) in notices.Lost())
            {
                lost += count;
                notices.TellLost(way, count);
            }
        });
        return lost;
    }

    private sealed class ScriptedNotifier : INotifier
    {
        private readonly List<AlertNotice> _told = [];

        public string Name { get; init; } = "scripted";

        internal int Failures { get; set; }

        internal int Attempts { get; private set; }

        internal ManualResetEventSlim? Hold { get; init; }

        internal List<AlertNotice> Notices
        {
            get { lock (_told) return [.. _told]; }
        }

        internal List<long> Told => [.. Notices.Select(notice => notice.Alert.Id)];

        internal List<string> Names => [.. Notices.Select(notice => notice.Name)];

        public async Task Send(AlertNotice notice, CancellationToken stop)
        {
            Attempts++;
            while (Hold is { IsSet: false }) await Task.Delay(5, stop);
            if (Attempts <= Failures) throw new TimeoutException("no answer");
            lock (_told) _told.Add(notice);
        }

        public void Dispose()
        {
        }
    }
}
