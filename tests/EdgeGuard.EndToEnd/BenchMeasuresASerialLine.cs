using System;
using System.IO;
using System.Text.Json;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary><c>edgeguard bench serial</c> tells how busy a line was; how busy is no test's business.</summary>
[TestClass]
public class BenchMeasuresASerialLine
{
    [TestMethod]
    public void It_tells_what_is_possible_what_was_measured_and_the_silence_that_was_kept()
    {
        using Executable run = Executable.RunCli(
            "bench", "serial", "--baud", "115200", "--registers", "10", "--clients", "2", "--seconds", "0.5", "--json",
            "--module-path", Path.Combine(AppContext.BaseDirectory, "edgeguard-module"));
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        using var result = JsonDocument.Parse(run.Output.Trim());
        JsonElement line = result.RootElement;
        Assert.AreEqual("115200 8E1", line.GetProperty("format").GetString());
        double measured = line.GetProperty("measured_rps").GetDouble();
        Assert.AreEqual(150.3, line.GetProperty("possible_rps").GetDouble(), 0.1);
        Assert.IsGreaterThan(0, measured);
        Assert.AreEqual(measured / line.GetProperty("possible_rps").GetDouble(), line.GetProperty("share").GetDouble(), 0.001);
        Assert.IsGreaterThanOrEqualTo(1750, line.GetProperty("shortest_silence_us").GetInt64(), "the module must keep t3.5: " + run.Output);
    }

    [TestMethod]
    public void Wrong_arguments_are_all_told_at_once()
    {
        using Executable run = Executable.RunCli(
            "bench", "serial", "--baud", "1", "--format", "9N1", "--registers", "0,126", "--clients", "33", "--seconds", "0");
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        foreach (
            string word in new[]
            {
                "--baud '1'", "--format '9N1'", "--registers '0'", "--registers '126'", "--clients '33'", "--seconds 0",
            })
        {
            StringAssert.Contains(run.Errors, word);
        }
    }
}
