using EdgeGuard.Settings;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class SiteZoneTests
{
    private const long Hour = 3_600_000;

    // 2026-03-29T00:00Z, a Sunday: Central Europe goes to summer time at 01:00 UTC.
    private const long SpringSunday = 1_774_742_400_000;

    // 2026-10-25T00:00Z, a Sunday: and back at 01:00 UTC.
    private const long AutumnSunday = 1_792_886_400_000;

    private const int Sunday = 6 * 1440;

    [TestMethod]
    public void Central_Europe_changes_on_the_last_Sundays_of_March_and_October()
    {
        SiteZone zone = Zone("CET-1CEST,M3.5.0,M10.5.0/3");
        Assert.AreEqual(Sunday + 60 + 59, zone.WeekMinute(SpringSunday + Hour - 60_000));
        Assert.AreEqual(Sunday + 180, zone.WeekMinute(SpringSunday + Hour));
        Assert.AreEqual(Sunday + 120 + 59, zone.WeekMinute(AutumnSunday + Hour - 60_000));
        Assert.AreEqual(Sunday + 120, zone.WeekMinute(AutumnSunday + Hour));
    }

    [TestMethod]
    public void UTC_is_UTC()
    {
        Assert.AreEqual(Sunday, Zone("UTC0").WeekMinute(SpringSunday));
    }

    [TestMethod]
    public void West_of_Greenwich_is_behind_and_the_week_wraps()
    {
        // Monday 00:30 UTC is Sunday 19:30 in New York's winter.
        long monday = 1_767_571_200_000;
        Assert.AreEqual(Sunday + 19 * 60 + 30, Zone("EST5").WeekMinute(monday + Hour / 2));
    }

    [TestMethod]
    public void A_quoted_name_and_minutes_are_taken()
    {
        Assert.AreEqual(Sunday + 5 * 60 + 45, Zone("<+0545>-5:45").WeekMinute(SpringSunday));
    }

    [TestMethod]
    public void A_change_at_24_00_is_at_the_end_of_its_day()
    {
        // Santiago goes back to standard time on the first Saturday of April at 24:00; 2090-04-01 is one.
        long saturday = 3_794_698_800_000;
        SiteZone zone = Zone("<-04>4<-03>,M9.1.6/24,M4.1.6/24");
        Assert.AreEqual(5 * 1440, zone.WeekMinute(saturday));
        Assert.AreEqual(Sunday - 1, zone.WeekMinute(saturday + 24 * Hour - 60_000));
        Assert.AreEqual(Sunday - 60, zone.WeekMinute(saturday + 24 * Hour));
    }

    [TestMethod]
    public void Every_mistake_is_told_in_words()
    {
        Wrong("", "the zone's name");
        Wrong("U0", "the zone's name");
        Wrong("UTC", "the zone's offset");
        Wrong("UTC25", "the zone's offset");
        Wrong("Europe/Berlin", "the zone's offset");
        Wrong("<a>0", "'<' and '>'");
        Wrong("<abc0", "'<' and '>'");
        Wrong("CET-1CEST", "from when to when");
        Wrong("CET-1CEST,M3.5.0", "two rules");
        Wrong("CET-1CEST,M13.5.0,M10.5.0", "the month");
        Wrong("CET-1CEST,M3.6.0,M10.5.0", "the week ");
        Wrong("CET-1CEST,M3.5.7,M10.5.0", "the weekday");
        Wrong("CET-1CEST,M3-5.0,M10.5.0", "lacks a '.'");
        Wrong("CET-1CEST,J0,J300", "the day");
        Wrong("CET-1CEST,J366,J300", "the day");
        Wrong("CET-1CEST,M3.5.0/168,M10.5.0", "the time");
        Wrong("CET-1CEST,M3.5.0,M10.5.0,", "more behind");
        Wrong("CET-1CESTCESTCESTCESTCESTCESTCESTCESTCESTCESTCESTCESTCEST,M3.5.0,M10.5.0", "longer");
    }

    private static SiteZone Zone(string text)
    {
        SiteZone? zone = SiteZone.Read(text, out string problem);
        Assert.AreEqual("", problem);
        return zone!;
    }

    private static void Wrong(string text, string expected)
    {
        SiteZone? zone = SiteZone.Read(text, out string problem);
        Assert.IsNull(zone, text);
        Assert.IsTrue(problem.IndexOf(expected) >= 0, text + ": " + problem);
    }
}
