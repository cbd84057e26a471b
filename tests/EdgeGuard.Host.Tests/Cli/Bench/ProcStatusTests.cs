using CsCheck;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli.Bench;

[TestClass]
public sealed class ProcStatusTests
{
    private const string Status =
        "Name:\thaproxy\nVmHWM:\t   20360 kB\nVmRSS:\t   19876 kB\nThreads:\t3\n"
        + "voluntary_ctxt_switches:\t41\nnonvoluntary_ctxt_switches:\t7\n";

    [TestMethod]
    [DataRow("VmHWM", 20360.0)]
    [DataRow("VmRSS", 19876.0)]
    [DataRow("Threads", 3.0)]
    [DataRow("voluntary_ctxt_switches", 41.0)]
    [DataRow("nonvoluntary_ctxt_switches", 7.0)]
    public void A_number_is_read_by_its_whole_name(string name, double number)
    {
        Assert.AreEqual(number, ProcStatus.Number(Status, name));
    }

    [TestMethod]
    [DataRow("VmSwap")]
    [DataRow("ctxt_switches")]
    [DataRow("Name")]
    public void What_is_not_there_or_no_number_is_not_known(string name)
    {
        Assert.AreEqual(double.NaN, ProcStatus.Number(Status, name));
    }

    [TestMethod]
    public void Whatever_stands_there_is_read_without_a_fault()
    {
        Gen.String.Sample(text =>
        {
            ProcStatus.Number("VmRSS:" + text, "VmRSS");
            ThreadUse.Parse(text, text);
        });
    }
}
