using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class AnswersForAPlcThatDoesNot
{
    [TestMethod]
    public void An_unreachable_PLC_is_exception_0A()
    {
        using var site = new Site();
        site.StartModule();
        Executable read = site.Read(site.Client("op1", "Operator"), "--unit", "1", "holding", "40", "1");
        Assert.AreEqual(3, read.WaitForExit(), read.Everything());
        StringAssert.Contains(read.Errors, "0A");
    }

    [TestMethod]
    public void A_silent_PLC_is_exception_0B()
    {
        using var site = new Site();
        site.StartPlc("--misbehave", "silence");
        site.StartModule("plc.timeout 200ms");
        Executable read = site.Read(site.Client("op1", "Operator"), "--unit", "1", "holding", "40", "1");
        Assert.AreEqual(3, read.WaitForExit(), read.Everything());
        StringAssert.Contains(read.Errors, "0B");
    }
}
