using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Tells of revocation lists that are out of date, and of those that have not begun. Any thread.</summary>
internal sealed class ListAlarms(IEventSink events, IClock clock)
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;
    private const long AlarmEveryMs = 24 * HourMs;

    private readonly object _gate = new();

    // Under the gate:
    private readonly HashSet<(string Issuer, long Begin)> _early = [];
    private long _nextAlarm = long.MinValue;

    /// <summary>Raises the alarms: for an overdue list when it begins to be,
    /// and then daily; for one that begins in the future once.</summary>
    internal void Check(TrustStore trust)
    {
        lock (_gate)
        {
            CheckOverdue(trust);
            foreach (RevocationList list in trust.Lists) CheckBegin(list);
        }
    }

    private void CheckOverdue(TrustStore trust)
    {
        long overdueMs = trust.OverdueMs(clock.Utc);
        if (overdueMs <= 0)
        {
            _nextAlarm = long.MinValue;
            return;
        }

        if (clock.Now < _nextAlarm) return;
        _nextAlarm = clock.Now + AlarmEveryMs;
        events.Add(new Event { Code = EventCode.CrlStale, A = (int)(overdueMs / HourMs) });
    }

    // By a clock that is late there is nothing to be said about anybody else's.
    private void CheckBegin(RevocationList list)
    {
        long early = list.ThisUpdate - clock.Utc;
        if (early > 0 && clock.Trust == ClockTrust.Trusted && _early.Add((list.Issuer, list.ThisUpdate)))
        {
            events.Add(new Event { Code = EventCode.CrlEarly, A = (int)((early + MinuteMs - 1) / MinuteMs) });
        }
    }
}
