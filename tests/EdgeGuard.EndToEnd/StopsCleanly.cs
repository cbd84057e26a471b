using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class StopsCleanly
{
    [TestMethod]
    [DataRow("TERM")]
    [DataRow("INT")]
    public void A_module_that_is_asked_to_stop_ends_with_exit_code_0(string signal)
    {
        using var site = new Site();
        site.StartPlc();
        Executable module = site.StartModule();
        module.Signal(signal);
        Assert.AreEqual(0, module.WaitForExit(), module.Everything());
        StringAssert.Contains(module.Errors, "stopped");
    }
}
