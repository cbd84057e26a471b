using System;
using System.IO;
using System.Linq;
using System.Text;

namespace EdgeGuard.Settings.Tests;

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

    // Laws change, and so may a few of them with the machine's own data.
    [TestMethod]
    public void Every_name_means_what_it_means_on_this_machine()
    {
        if (!File.Exists("/usr/share/zoneinfo/Europe/Berlin")) Assert.Inconclusive("no zone data on this machine: apt-get install tzdata");
        string[] names = SiteZone.Names("");
        Assert.AreEqual(names.Length, names.Distinct().Count());
        Assert.IsGreaterThan(400, names.Length);
        string[] others = [.. names.Where(name => !IsAsHere(name))];
        Assert.IsLessThan(8, others.Length, string.Join(", ", others));
    }

    [TestMethod]
    public void Names_are_offered_by_what_they_begin_with()
    {
        CollectionAssert.AreEquivalent(new[] { "Europe/Belgrade", "Europe/Berlin" }, SiteZone.Names("Europe/Be"));
        Assert.AreEqual(0, SiteZone.Names("Mars/").Length);
    }

    private static bool IsAsHere(string name)
    {
        string file = Path.Combine("/usr/share/zoneinfo", name);
        // Names of old that a distribution puts into a package of its own.
        if (!File.Exists(file)) return true;
        SiteZone here = SiteZone.Read(File.ReadLines(file, Encoding.Latin1).Last(line => line.Length > 0), out _)!;
        SiteZone? ours = SiteZone.Read(name, out _);
        var from = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return Enumerable.Range(0, 366 * 8).All(
            i => ours!.Local(from.AddHours(3 * i).ToUnixTimeMilliseconds()) == here.Local(from.AddHours(3 * i).ToUnixTimeMilliseconds()));
    }
}
