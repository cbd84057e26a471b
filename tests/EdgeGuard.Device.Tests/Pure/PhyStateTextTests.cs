namespace EdgeGuard.Device.Tests.Pure;

[TestClass]
public class PhyStateTextTests
{
    [TestMethod]
    public void Every_state_of_the_cable_has_words_of_its_own()
    {
        Assert.AreEqual("no link", PhyStateText.Of(PhyState.Down));
        Assert.AreEqual("100 Mbit/s full duplex", PhyStateText.Of(PhyState.Up100Full));
        for (int a = 0; a <= (int)PhyState.Up100Full; a++)
        {
            for (int b = 0; b < a; b++) Assert.IsFalse(PhyStateText.Of((PhyState)a) == PhyStateText.Of((PhyState)b));
        }
    }

    [TestMethod]
    public void A_state_that_is_not_known_is_told_by_its_number()
    {
        Assert.AreEqual("state 9", PhyStateText.Of((PhyState)9));
    }
}
