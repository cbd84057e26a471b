using EdgeGuard.Guard;

namespace EdgeGuard.Settings;

/// <summary>The site's time zone, from a POSIX TZ string (IEEE Std 1003.1,
/// section 8.3) or a name that stands for one. Immutable; any thread.</summary>
/// <remarks>Evaluated by ourselves: the device has no zone data, and both platforms must open a window at the same minute. UTC before
/// 1971 counts as 1971.</remarks>
public sealed class SiteZone : ISiteTime
{
    private const int MinutesPerWeek = 10_080;
    private const int MinutesPerDay = 1_440;
    private const long FirstSecond = 365 * Calendar.SecondsPerDay;

    private readonly long _standardOffset;
    private readonly long _daylightOffset;
    private readonly ZoneRule? _begin;
    private readonly ZoneRule? _end;

    /// <summary>Offsets in seconds to be added to UTC; without rules the standard one holds all year.</summary>
    internal SiteZone(long standardOffset, long daylightOffset, ZoneRule? begin, ZoneRule? end)
    {
        _standardOffset = standardOffset;
        _daylightOffset = daylightOffset;
        _begin = begin;
        _end = end;
    }

    /// <summary>Reads a TZ string such as <c>CET-1CEST,M3.5.0,M10.5.0/3</c>, or a name such as <c>Europe/Berlin</c>. Null, and what is
    /// wrong with it as a TZ string, for any other text.</summary>
    public static SiteZone? Read(string text, out string problem)
    {
        SiteZone? zone = new ZoneReader(text).Read(out problem);
        if (zone != null) return zone;
        string meaning = ZoneNames.Find(text);
        return meaning.Length == 0 ? null : new ZoneReader(meaning).Read(out problem);
    }

    /// <summary>The zone of settings, which are checked.</summary>
    public static SiteZone Of(ModuleSettings settings)
    {
        return Read(settings.Text(SettingKeys.SiteZone), out _)!;
    }

    /// <summary>The names that a text may be the beginning of, those of one time together; all of them for an empty one.</summary>
    public static string[] Names(string begun)
    {
        string[] all = ZoneNames.All();
        int count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].StartsWith(begun)) all[count++] = all[i];
        }
        var names = new string[count];
        for (int i = 0; i < count; i++) names[i] = all[i];
        return names;
    }

    /// <inheritdoc/>
    public int WeekMinute(long utc)
    {
        long second = utc / 1000;
        if (second < FirstSecond) second = FirstSecond;
        long local = second + Offset(second);
        long day = local / Calendar.SecondsPerDay;
        int sinceMonday = (Calendar.Weekday(day) + 6) % 7;
        return (sinceMonday * MinutesPerDay + (int)(local % Calendar.SecondsPerDay / 60)) % MinutesPerWeek;
    }

    /// <summary>What clocks at the site show, as milliseconds that read like UTC.</summary>
    /// <param name="utc">Milliseconds since 1970.</param>
    public long Local(long utc)
    {
        long second = utc / 1000;
        if (second < FirstSecond) second = FirstSecond;
        return (second + Offset(second)) * 1000;
    }

    private long Offset(long second)
    {
        if (_begin == null || _end == null) return _standardOffset;
        int year = Calendar.YearOf((second + _standardOffset) / Calendar.SecondsPerDay);
        long begin = _begin.LocalSecond(year) - _standardOffset;
        long end = _end.LocalSecond(year) - _daylightOffset;
        // South of the equator daylight saving time spans the new year.
        bool isDaylight = begin < end ? second >= begin && second < end : second >= begin || second < end;
        return isDaylight ? _daylightOffset : _standardOffset;
    }
}
