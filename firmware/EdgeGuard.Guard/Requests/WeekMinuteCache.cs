using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>The minute of the site's week, worked out once a minute: zones change at whole minutes only. One a session.</summary>
internal sealed class WeekMinuteCache
{
    private const long MsPerMinute = 60_000;

    private ISiteTime? _site;
    private long _utcMinute;
    private int _weekMinute;

    /// <summary>The minute now, or <see cref="JudgeInput.TimeUnknown"/> while the clock is not trusted.</summary>
    internal int Get(ISiteTime site, IClock clock)
    {
        if (clock.Trust != ClockTrust.Trusted) return JudgeInput.TimeUnknown;
        long utc = clock.Utc;
        long utcMinute = utc / MsPerMinute;
        if (_site != site || _utcMinute != utcMinute)
        {
            _weekMinute = site.WeekMinute(utc);
            _utcMinute = utcMinute;
            _site = site;
        }
        return _weekMinute;
    }
}
