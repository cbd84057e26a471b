namespace EdgeGuard.Central.Tests;

[TestClass]
public class PlcTextTests
{
    [TestMethod]
    [DataRow(0L, new int[0], "answers", DisplayName = "a module whose clock was not set names no time")]
    [DataRow(1_790_000_000_000L, new int[0], "answers since 2026-09-21 14:13:20Z")]
    [DataRow(1_790_000_000_000L, new[] { 7 }, "answers since 2026-09-21 14:13:20Z; silent unit 7")]
    [DataRow(0L, new[] { 7, 9 }, "answers; silent units 7, 9")]
    public void How_a_PLC_is_says_what_is_known_of_it(long since, int[] silent, string words)
    {
        Assert.AreEqual(words, PlcText.State(new PlcReport("PLC", "answers", false, since, silent)));
    }
}
