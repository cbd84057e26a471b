namespace EdgeGuard.EndToEnd;

[TestClass]
public class DemoTellsTheWholeStory
{
    [TestMethod]
    public void Once_checks_every_step_and_succeeds()
    {
        using Executable demo = Executable.Cli("demo", "--once");
        Assert.AreEqual(0, demo.WaitForExit(), demo.Everything());
    }
}
