namespace EdgeGuard.Core.Tests;

[TestClass]
public class CountersTests
{
    [TestMethod]
    public void Many_at_once_are_as_many_one_by_one_and_they_wrap()
    {
        var counters = new Counters();
        counters.Add(Counter.PlcResponseMs, 0);
        Assert.IsTrue(counters.Read(Counter.PlcResponseMs) == 0);
        counters.Add(Counter.PlcResponseMs, int.MaxValue);
        counters.Add(Counter.PlcResponseMs, int.MaxValue);
        counters.Add(Counter.PlcResponseMs);
        Assert.IsTrue(counters.Read(Counter.PlcResponseMs) == uint.MaxValue);
        counters.Add(Counter.PlcResponseMs, 43);
        Assert.IsTrue(counters.Read(Counter.PlcResponseMs) == 42);
        Assert.IsTrue(counters.Read(Counter.PlcResponses) == 0, "others stay as they are");
    }
}
