using EdgeGuard.Core;

namespace EdgeGuard.Host.Tests.Net;

[TestClass]
public class SystemClockTests
{
    private const long Day = 86_400_000;

    [TestMethod]
    public void A_system_that_knows_its_time_is_believed()
    {
        var clock = new SystemClock();
        Assert.AreEqual(ClockTrust.Trusted, clock.Trust);
        Assert.IsLessThan(60_000, System.Math.Abs(clock.Utc - SystemClock.SystemUtc));
    }

    [TestMethod]
    public void A_system_whose_time_is_before_one_that_was_reached_is_not_believed_until_it_is_set()
    {
        var clock = new SystemClock();
        long later = SystemClock.SystemUtc + Day;
        clock.Floor = later;
        Assert.AreEqual(ClockTrust.Floor, clock.Trust);
        Assert.IsGreaterThanOrEqualTo(later, clock.Utc);
        Assert.IsLessThan(later + Day, clock.Utc);
        clock.Floor = SystemClock.SystemUtc + 60_000;
        Assert.AreEqual(ClockTrust.Trusted, clock.Trust, "a clock that was set right by a minute");
    }

    [TestMethod]
    public void Nothing_was_reached_before_the_build()
    {
        var clock = new SystemClock { Floor = 1 };
        Assert.AreEqual(BuildTime.Utc, clock.Floor);
    }
}
