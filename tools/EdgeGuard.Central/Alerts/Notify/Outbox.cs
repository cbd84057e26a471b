using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What waits to be told outside, as it is on the disk. Any thread. While alerts cannot be kept nothing waits here, and what was
/// told is told again.</summary>
internal sealed class Outbox(AlertEngine alerts)
{
    /// <summary>The first of a way; null for none. What is older than a time is dropped before.</summary>
    internal WaitingNotice? First(string way, long oldest) => InOne(notices => notices.First(way, oldest));

    /// <summary>It was told. False: that could not be stored.</summary>
    internal bool Told(WaitingNotice notice) => Store(notices => notices.Delete(notice.Number));

    /// <summary>It could not be told, and is due again later. False: that could not be stored.</summary>
    internal bool Failed(WaitingNotice notice, long due) => Store(notices => notices.SaveTry(notice.Number, due));

    /// <summary>Drops what waits for ways that are not set any more.</summary>
    internal void DropOthers(IReadOnlyCollection<string> ways) => Store(notices =>
    {
        foreach (string way in notices.Ways().Except(ways)) notices.DropMoreThan(way, 0);
    });

    internal int Waiting(string way) => alerts.With(file => file.Notices.Count(way));

    internal long LostEver(string way) => alerts.With(file => file.Notices.LostEver(way));

    private bool Store(Action<NoticeTable> act) => InOne(notices =>
    {
        act(notices);
        return true;
    });

    private T? InOne<T>(Func<NoticeTable, T?> act) => alerts.With(file =>
    {
        file.Begin();
        T? result = act(file.Notices);
        file.Commit();
        return result;
    });
}
