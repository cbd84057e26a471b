
namespace EdgeGuard.Guard.Tests;

[TestClass]
public sealed class RateBucketTests
{
    [TestMethod]
    public void A_new_bucket_gives_the_burst_and_no_more()
    {
        var bucket = new RateBucket();
        Assert.AreEqual(3, TakeAll(bucket, 10, 3, 1000));
    }

    [TestMethod]
    public void A_token_comes_back_after_exactly_its_time()
    {
        var bucket = new RateBucket();
        TakeAll(bucket, 4, 1, 0);
        Assert.IsFalse(bucket.Take(4, 1, 249));
        Assert.IsTrue(bucket.Take(4, 1, 250));
        Assert.IsFalse(bucket.Take(4, 1, 250));
    }

    [TestMethod]
    public void Asking_in_vain_costs_nothing()
    {
        var bucket = new RateBucket();
        TakeAll(bucket, 3, 1, 0);
        for (int now = 0; now < 334; now++) Assert.IsFalse(bucket.Take(3, 1, now));
        Assert.IsTrue(bucket.Take(3, 1, 334));
    }

    [TestMethod]
    public void The_long_run_keeps_the_rate()
    {
        var bucket = new RateBucket();
        int taken = 0;
        for (int now = 0; now < 10_000; now += 7)
        {
            if (bucket.Take(30, 5, now)) taken++;
        }
        // 30 a second for ten seconds, and the burst at the beginning.
        Assert.IsTrue(taken >= 300 && taken <= 305);
    }

    [TestMethod]
    public void An_idle_year_fills_the_bucket_and_overflows_nothing()
    {
        var bucket = new RateBucket();
        TakeAll(bucket, 100_000, 2, 5);
        Assert.AreEqual(2, TakeAll(bucket, 100_000, 2, 5 + 366L * 86_400_000L * 1000L));
    }

    [TestMethod]
    public void A_rate_of_zero_limits_nothing()
    {
        var bucket = new RateBucket();
        for (int i = 0; i < 1000; i++) Assert.IsTrue(bucket.Take(0, 0, 0));
    }

    [TestMethod]
    public void A_smaller_burst_counts_from_the_next_request_on()
    {
        var bucket = new RateBucket();
        Assert.IsTrue(bucket.Take(10, 50, 0));
        Assert.AreEqual(2, TakeAll(bucket, 10, 2, 0));
    }

    private static int TakeAll(RateBucket bucket, int rate, int burst, long now)
    {
        int taken = 0;
        while (taken < 1000 && bucket.Take(rate, burst, now)) taken++;
        return taken;
    }
}
