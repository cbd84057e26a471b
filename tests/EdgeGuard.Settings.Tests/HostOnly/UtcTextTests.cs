using System;
using System.Globalization;

namespace EdgeGuard.Settings.Tests;

[TestClass]
public sealed class UtcTextTests
{
    [TestMethod]
    public void A_moment_reads_as_the_system_library_reads_it()
    {
        foreach (string text in new[] { "2026-11-28 10:15:00Z", "2028-02-29T23:59:59Z", "2025-01-01 00:00Z", "2099-12-31 23:59:59Z" })
        {
            Assert.IsTrue(UtcText.TryRead(text, out long utc), text);
            Assert.AreEqual(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), utc, text);
        }
    }

    [TestMethod]
    public void What_is_no_moment_of_UTC_is_refused()
    {
        foreach (string text in new[]
        {
            "", "now", "2026-11-28", "10:15", "2026-11-28 10:15:00", "2026-11-28 10:15:00+01", "2026-11-28 10:15:00z",
            "2026-13-01 00:00:00Z", "2026-00-10 00:00:00Z", "2026-02-29 00:00:00Z", "2026-04-31 00:00:00Z", "2026-11-28 24:00:00Z",
            "2026-11-28 10:60:00Z", "2026-11-28 10:15:60Z", "2024-12-31 23:59:59Z", "2100-01-01 00:00:00Z", "2026-1-28 10:15:000Z",
            "2026/11/28 10:15:00Z", "2026-11-28 10:15:-1Z", " 2026-11-28 10:15Z",
        })
        {
            Assert.IsFalse(UtcText.TryRead(text, out long utc), text);
            Assert.AreEqual(0, utc, text);
        }
    }

    [TestMethod]
    public void The_sites_clocks_show_their_own_time()
    {
        SiteZone zone = SiteZone.Read("CET-1CEST,M3.5.0,M10.5.0/3", out _)!;
        UtcText.TryRead("2026-11-28 23:30:00Z", out long winter);
        UtcText.TryRead("2026-07-01 22:30:00Z", out long summer);
        UtcText.TryRead("2026-11-29 00:30:00Z", out long winterThere);
        UtcText.TryRead("2026-07-02 00:30:00Z", out long summerThere);
        Assert.AreEqual(winterThere, zone.Local(winter));
        Assert.AreEqual(summerThere, zone.Local(summer));
    }
}
