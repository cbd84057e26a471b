using System;
using System.IO;
using System.Linq;
using System.Text;
using EdgeGuard.Settings;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class SiteZoneAgainstTheSystemTests
{
    // Zones that change at 24:00 (Santiago) are not among these: TimeZoneInfo is a day early there, and the C library agrees with us.
    // The last line of a TZif file is the POSIX TZ string that holds after its table: the system's own word for the zone.
    [TestMethod]
    [DataRow("Europe/Berlin")]
    [DataRow("America/New_York")]
    [DataRow("Australia/Sydney")]
    [DataRow("Asia/Kathmandu")]
    [DataRow("Africa/Casablanca")]
    [DataRow("America/Sao_Paulo")]
    [DataRow("Pacific/Auckland")]
    public void Every_half_hour_of_nine_years_agrees_with_the_systems_zone(string id)
    {
        string file = Path.Combine("/usr/share/zoneinfo", id);
        if (!File.Exists(file)) Assert.Inconclusive("no zone data on this machine: apt-get install tzdata");
        string posix = File.ReadLines(file, Encoding.Latin1).Last(line => line.Length > 0);
        SiteZone? zone = SiteZone.Read(posix, out string problem);
        Assert.AreEqual("", problem, posix);

        TimeZoneInfo system = TimeZoneInfo.FindSystemTimeZoneById(id);
        // Beyond the tables of zones whose law moves with the moon.
        for (var utc = new DateTime(2090, 1, 1, 0, 0, 0, DateTimeKind.Utc); utc.Year < 2099; utc = utc.AddMinutes(30))
        {
            DateTime local = TimeZoneInfo.ConvertTimeFromUtc(utc, system);
            int expected = ((int)local.DayOfWeek + 6) % 7 * 1440 + local.Hour * 60 + local.Minute;
            int actual = zone!.WeekMinute(new DateTimeOffset(utc).ToUnixTimeMilliseconds());
            if (expected != actual) Assert.Fail($"{id} ({posix}) at {utc:u}: {actual} instead of {expected}");
        }
    }
}
