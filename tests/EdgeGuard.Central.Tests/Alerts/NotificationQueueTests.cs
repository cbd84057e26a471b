using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class NotificationQueueTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    [TestMethod]
    public async Task What_cannot_be_told_is_tried_again_until_it_can_and_in_order()
    {
        var notifier = new ScriptedNotifier { Failures = 3 };
        await using var queue = new NotificationQueue(notifier, TimeProvider.System, Day, Moment);
        for (int i = 1; i <= 5; i++) queue.Put(Notice(i));
        Eventually.Is(() => queue.Sent == 5, "all told");
        CollectionAssert.AreEqual(new long[] { 1, 2, 3, 4, 5 }, notifier.Told.ToArray());
        Assert.AreEqual(8, notifier.Attempts);
        Assert.AreEqual((0L, ""), (queue.TakeLost(), queue.Trouble));
    }

    [TestMethod]
    public async Task Who_puts_something_in_never_waits_and_what_there_is_no_room_for_is_dropped_the_oldest_first_and_counted()
    {
        using var hold = new ManualResetEventSlim();
        var notifier = new ScriptedNotifier { Hold = hold };
        await using var queue = new NotificationQueue(notifier, TimeProvider.System, Day, Moment);
        for (int i = 1; i <= NotificationQueue.Room + 7; i++) queue.Put(Notice(i));
        Assert.AreEqual(NotificationQueue.Room, queue.Waiting);
        Assert.AreEqual(7, queue.TakeLost());
        Assert.AreEqual(0, queue.TakeLost(), "told once");
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
        await using var queue = new NotificationQueue(notifier, time, Day, Moment);
        queue.Put(Notice(1, time.Now.ToUnixTimeMilliseconds()));
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
        for (int i = 1; i <= 50; i++) all.Told(AlertOf(i, AlertKind.Bypass), isOver: false);
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
        all.Told(AlertOf(1, AlertKind.ClockWrong), isOver: false);
        all.Told(AlertOf(2, AlertKind.NotificationLost, "scripted"), isOver: false);
        all.Told(AlertOf(3, AlertKind.CaseOpen), isOver: true);
        Eventually.Is(() => good.Told.Count == 2 && mail.Told.Count == 1, "told");
        CollectionAssert.AreEqual(new long[] { 3 }, mail.Told.ToArray());
    }

    internal static Alert AlertOf(long id, AlertKind kind, string subject = "", string detail = "as it was told") =>
        new(id, new AlertKey(kind, "plant-7", "pump-3", subject), AlertState.Active)
        {
            Since = 1_790_000_000_000,
            Count = 1,
            Detail = detail,
        };

    internal static AlertNotice Notice(long id, long at = 0)
    {
        long then = at > 0 ? at : DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        return new AlertNotice(AlertOf(id, AlertKind.Bypass), IsOver: false, then, "https://central/alerts/1");
    }

    private sealed class ScriptedNotifier : INotifier
    {
        private readonly List<long> _told = [];

        public string Name { get; init; } = "scripted";

        internal int Failures { get; set; }

        internal int Attempts { get; private set; }

        internal ManualResetEventSlim? Hold { get; init; }

        internal List<long> Told
        {
            get { lock (_told) return [.. _told]; }
        }

        public async Task Send(AlertNotice notice, CancellationToken stop)
        {
            Attempts++;
            while (Hold is { IsSet: false }) await Task.Delay(5, stop);
            if (Attempts <= Failures) throw new TimeoutException("no answer");
            lock (_told) _told.Add(notice.Alert.Id);
        }

        public void Dispose()
        {
        }
    }
}
