using EdgeGuard.Core;

namespace EdgeGuard.Device.Tests.Time;

[TestClass]
public sealed class DeviceClockTests
{
    private const long Utc = 1_795_860_900_000;

    [TestMethod]
    public void UTC_is_unset_until_a_person_sets_it_and_then_goes_on_with_the_counter()
    {
        var counter = new Counter { Microseconds = 5_000_000 };
        var clock = new DeviceClock(counter);
        Assert.AreEqual(ClockTrust.Unset, clock.Trust);
        Assert.AreEqual(0, clock.Utc);
        clock.Set(Utc);
        Assert.AreEqual(ClockTrust.Trusted, clock.Trust);
        Assert.AreEqual(Utc, clock.Utc);
        Assert.AreEqual(5_000, clock.Now, "monotonic time did not jump");
        counter.Microseconds += 1_500_000;
        Assert.AreEqual(Utc + 1_500, clock.Utc);
        clock.Set(Utc - 60_000);
        Assert.AreEqual(Utc - 60_000, clock.Utc);
    }

    private sealed class Counter : IMicrosecondCounter
    {
        public long Microseconds { get; set; }
    }
}
