using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public sealed class BenchLeavesNothingBehind : IDisposable
{
    private const int Stopped = 130;

    private readonly string _temp = Directory.CreateTempSubdirectory("edgeguard-").FullName;

    public void Dispose() => Directory.Delete(_temp, recursive: true);

    [TestMethod]
    [DataRow("TERM")]
    [DataRow("INT")]
    public void Ended_by_a_signal_amid_a_round_it_ends_its_proxies_and_removes_its_files(string signal)
    {
        using Executable run = Executable.CliWithTemp(_temp, "bench", "--seconds", "600", "--clients", "2", "--against", "none",
            "--module-path", Path.Combine(AppContext.BaseDirectory, "edgeguard-module"));
        run.WaitForError("round 1 of");
        Assert.AreEqual(2, Proxies(), "one module for each listener");
        run.Signal(signal);
        Assert.AreEqual(Stopped, run.WaitForExit(), run.Everything());
        StringAssert.Contains(run.Errors, "stopped before the end");
        Assert.IsEmpty(Directory.GetDirectories(_temp, "edgeguard-bench-*"));
        Assert.AreEqual(0, Proxies());
    }

    [TestMethod]
    public void When_nothing_can_be_measured_it_leaves_nothing_either()
    {
        using Executable run = Executable.CliWithTemp(
            _temp, "bench", "--seconds", "1", "--clients", "1", "--against", "none", "--module-path", "/bin/true");
        Assert.AreEqual(1, run.WaitForExit(), run.Everything());
        Assert.IsEmpty(Directory.GetDirectories(_temp, "edgeguard-bench-*"));
    }

    [TestMethod]
    [DataRow("TERM")]
    [DataRow("KILL")]
    public void Busy_loops_end_with_it_however_it_ends(string signal)
    {
        using Executable run = Executable.CliWithTemp(_temp, "bench", "--seconds", "600", "--clients", "1", "--against", "none",
            "--busy", "2", "--module-path", Path.Combine(AppContext.BaseDirectory, "edgeguard-module"));
        run.WaitForError("round 1 of");
        string[] loops = ProcessesWith($"edgeguard-busy\0{run.ProcessId}\0");
        try
        {
            Assert.HasCount(2, loops);
            run.Signal(signal);
            run.WaitForExit();
            Eventually.Is(() => !loops.Any(Directory.Exists), "the end of the busy loops");
        }
        finally
        {
            // Nobody else ends the modules where the benchmark was killed.
            foreach (string process in loops.Concat(ProcessesWith(_temp + "/edgeguard-bench-"))) End(process);
        }
    }

    private static void End(string process)
    {
        if (!Directory.Exists(process)) return;
        using var running = Process.GetProcessById(int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture));
        running.Kill();
        running.WaitForExit();
    }

    // Processes that were started with files of ours.
    private int Proxies() => ProcessesWith(_temp + "/edgeguard-bench-").Length;

    private static string[] ProcessesWith(string argument) =>
        [.. Directory.GetDirectories("/proc").Where(process => CommandLine(process).Contains(argument, StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            string file = Path.Combine(process, "cmdline");
            return File.Exists(file) ? Encoding.UTF8.GetString(File.ReadAllBytes(file)) : "";
        }
        catch (IOException)
        {
            return ""; // It has just ended.
        }
    }
}
