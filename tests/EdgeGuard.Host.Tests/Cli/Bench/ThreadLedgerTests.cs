using System;
using System.IO;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli.Bench;

/// <summary>What threads have used, read from a folder like /proc/PID/task.</summary>
[TestClass]
public sealed class ThreadLedgerTests : IDisposable
{
    private readonly string _tasks = Directory.CreateTempSubdirectory("edgeguard-tasks-").FullName;

    public void Dispose() => Directory.Delete(_tasks, recursive: true);

    [TestMethod]
    public void All_threads_count_together()
    {
        SetThread(11, cpuNs: 2_000_000_000, voluntary: 5, involuntary: 1);
        SetThread(12, cpuNs: 500_000_000, voluntary: 7, involuntary: 2);
        Assert.AreEqual(new ThreadUse(2.5, 12, 3), new ThreadLedger(_tasks).Look());
    }

    [TestMethod]
    public void A_thread_that_has_ended_keeps_what_was_seen_of_it_last()
    {
        SetThread(11, cpuNs: 1_000_000_000, voluntary: 5, involuntary: 1);
        SetThread(12, cpuNs: 1_000_000_000, voluntary: 100, involuntary: 10);
        var ledger = new ThreadLedger(_tasks);
        ThreadUse before = ledger.Look();
        SetThread(12, cpuNs: 2_000_000_000, voluntary: 150, involuntary: 11);
        ledger.Look();
        EndThread(12);
        SetThread(11, cpuNs: 1_500_000_000, voluntary: 6, involuntary: 1);
        Assert.AreEqual(new ThreadUse(1.5, 51, 1), ledger.Look() - before);
    }

    [TestMethod]
    public void A_thread_that_has_begun_meanwhile_counts_whole()
    {
        SetThread(11, cpuNs: 0, voluntary: 1, involuntary: 0);
        var ledger = new ThreadLedger(_tasks);
        ThreadUse before = ledger.Look();
        SetThread(13, cpuNs: 3_000_000_000, voluntary: 4, involuntary: 2);
        Assert.AreEqual(new ThreadUse(3, 4, 2), ledger.Look() - before);
    }

    [TestMethod]
    public void A_new_thread_with_the_number_of_an_ended_one_takes_nothing_from_it()
    {
        SetThread(11, cpuNs: 4_000_000_000, voluntary: 40, involuntary: 4);
        var ledger = new ThreadLedger(_tasks);
        ledger.Look();
        SetThread(11, cpuNs: 1_000_000_000, voluntary: 10, involuntary: 1);
        Assert.AreEqual(new ThreadUse(5, 50, 5), ledger.Look());
    }

    [TestMethod]
    public void A_thread_that_ends_while_it_is_read_is_left_out()
    {
        SetThread(11, cpuNs: 1_000_000_000, voluntary: 1, involuntary: 0);
        Directory.CreateDirectory(Path.Combine(_tasks, "12"));
        Assert.AreEqual(new ThreadUse(1, 1, 0), new ThreadLedger(_tasks).Look());
    }

    [TestMethod]
    public void Where_there_is_no_proc_nothing_is_known()
    {
        Assert.AreEqual(ThreadUse.Unknown, new ThreadLedger(Path.Combine(_tasks, "none")).Look());
    }

    private void SetThread(int id, long cpuNs, int voluntary, int involuntary)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_tasks, $"{id}")).FullName;
        File.WriteAllText(Path.Combine(folder, "schedstat"), $"{cpuNs} 1234 56\n");
        string switches = $"voluntary_ctxt_switches:\t{voluntary}\nnonvoluntary_ctxt_switches:\t{involuntary}\n";
        File.WriteAllText(Path.Combine(folder, "status"), "Name:\tx\n" + switches);
    }

    private void EndThread(int id) => Directory.Delete(Path.Combine(_tasks, $"{id}"), recursive: true);
}
