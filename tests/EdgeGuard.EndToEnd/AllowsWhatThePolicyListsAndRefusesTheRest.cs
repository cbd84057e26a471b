using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class AllowsWhatThePolicyListsAndRefusesTheRest
{
    [TestMethod]
    public void An_operator_reads_and_writes_within_the_limit_and_nobody_else_does()
    {
        using var site = new Site();
        Executable plc = site.StartPlc();
        Executable module = site.StartModule();
        string[] op = site.Client("op1", "Operator");
        string[] viewer = site.Client("viewer1", "Viewer");
        string[] nobody = site.Client("nobody", null);

        Expect(0, site.Read(op, "--unit", "1", "holding", "40", "2"));
        Expect(0, site.Write(op, "--unit", "1", "holding", "40", "1500"));
        Executable read = site.Read(op, "--unit", "1", "holding", "40", "1");
        Expect(0, read);
        StringAssert.Contains(read.Output, "1500");

        Expect(3, site.Write(op, "--unit", "1", "holding", "40", "1501"));
        Expect(3, site.Write(viewer, "--unit", "1", "holding", "40", "1"));
        Expect(3, site.Read(nobody, "--unit", "1", "holding", "40", "1"));
        StringAssert.Contains(site.Read(op, "--unit", "1", "holding", "40", "1").Output, "1500");

        StringAssert.Contains(module.WaitForError("1501"), "Operator");
        _ = plc;
    }

    private static void Expect(int exitCode, Executable run) => Assert.AreEqual(exitCode, run.WaitForExit(), run.Everything());
}
