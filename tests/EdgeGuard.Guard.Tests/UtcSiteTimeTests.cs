
namespace EdgeGuard.Guard.Tests;

[TestClass]
public sealed class UtcSiteTimeTests
{
    private const long Monday = 1_772_409_600_000; // 2026-03-02T00:00Z

    [TestMethod]
    public void A_week_begins_on_Monday_at_midnight()
    {
        var site = new UtcSiteTime();
        Assert.AreEqual(0, site.WeekMinute(Monday));
        Assert.AreEqual(10_079, site.WeekMinute(Monday - 1));
    }

    [TestMethod]
    public void A_minute_lasts_sixty_seconds()
    {
        var site = new UtcSiteTime();
        Assert.AreEqual(0, site.WeekMinute(Monday + 59_999));
        Assert.AreEqual(1, site.WeekMinute(Monday + 60_000));
    }

    [TestMethod]
    public void The_epoch_was_a_Thursday()
    {
        Assert.AreEqual(3 * 1_440, new UtcSiteTime().WeekMinute(0));
    }
}
