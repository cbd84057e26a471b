using CsCheck;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli.Bench;

[TestClass]
public sealed class StraceCounterTests
{
    private const string Report = """
            calls syscall
        --------- ----------------
             6312 sendto
              120 total_of_another_name
        --------- ----------------
             6432 total
        """;

    [TestMethod]
    public void The_total_of_a_report_is_what_was_counted()
    {
        Assert.AreEqual(6432, StraceCounter.Total(Report));
    }

    [TestMethod]
    public void A_process_that_called_nothing_has_an_empty_report()
    {
        Assert.AreEqual(0, StraceCounter.Total("\n"));
    }

    [TestMethod]
    public void A_report_without_a_total_is_told_with_its_words()
    {
        BenchException problem = Assert.ThrowsExactly<BenchException>(() => StraceCounter.Total("calls syscall\n 5 read\n"));
        Assert.Contains("5 read", problem.Message);
    }

    [TestMethod]
    public void Whatever_stands_in_a_report_is_a_total_or_told()
    {
        Gen.String.Sample(text =>
        {
            try
            {
                StraceCounter.Total(text);
            }
            catch (BenchException)
            {
                // Told, as wanted. Anything else fails.
            }
        });
    }
}
