using EdgeGuard.Policy;

namespace EdgeGuard.Settings.Tests;

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
    public void A_name_of_the_zone_database_means_its_TZ_string()
    {
        SiteZone zone = Zone("Europe/Berlin");
        Assert.AreEqual(Sunday + 60 + 59, zone.WeekMinute(SpringSunday + Hour - 60_000));
        Assert.AreEqual(Sunday + 180, zone.WeekMinute(SpringSunday + Hour));
        Assert.AreEqual(Sunday, Zone("UTC").WeekMinute(SpringSunday));
        Assert.AreEqual(Zone("EST5EDT,M3.2.0,M11.1.0").WeekMinute(SpringSunday), Zone("EST5EDT").WeekMinute(SpringSunday));
        Assert.IsNull(SiteZone.Read("Europe/Berln", out _));
        Assert.IsNull(SiteZone.Read("", out _));
        Assert.IsNull(SiteZone.Read("CET-1CEST,M3.5.0,M10.5.0/3 Europe/Berlin", out _));
    }

    [TestMethod]
    public void A_zone_is_checked_where_it_is_typed_and_the_one_that_was_meant_is_named()
    {
        Refuses("Europe/Berln", "did you mean 'Europe/Berlin'?");
        Refuses("berlin", "did you mean 'Europe/Berlin'?");
        Refuses("New York", "did you mean 'America/New_York'?");
        Refuses("somewhere", "a name such as Europe/Berlin");
        Refuses("CET-25CEST,M3.5.0,M10.5.0/3", "this one lacks the zone's offset from UTC");
    }

    [TestMethod]
    public void A_wrong_zone_is_told_together_with_all_other_problems()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read("site north\nsite.zone Europe/Berln\nmode banana\n", problems));
        Assert.AreEqual(2, LineOf("'Europe/Berln' is no value for site.zone", problems));
        Assert.AreEqual(3, LineOf("'banana' is no value for mode", problems));
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
        Wrong("XYZ", "the zone's offset");
        Wrong("UTC25", "the zone's offset");
        Wrong("Europe/Nowhere", "the zone's offset");
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

    private static int LineOf(string message, ProblemList problems)
    {
        for (int i = 0; i < problems.Count; i++)
        {
            if (problems[i].Message == message) return problems[i].Line;
        }
        return -1;
    }

    private static void Refuses(string zone, string remedy)
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsEdit.Set("", "site.zone", zone, problems));
        Assert.IsTrue(problems[0].Remedy.IndexOf(remedy) >= 0, problems[0].Remedy);
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
