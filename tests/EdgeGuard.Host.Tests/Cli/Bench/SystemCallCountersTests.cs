using System;
using System.IO;
using EdgeGuard.Cli;
using EdgeGuard.Testing;

namespace EdgeGuard.Host.Tests.Cli.Bench;

[TestClass]
public sealed class SystemCallCountersTests
{
    private const int Asked = 1_000;

    [TestMethod]
    public void The_first_counter_that_can_is_chosen()
    {
        var log = new StringWriter();
        var able = new Counter("able");
        Assert.AreSame(able, SystemCallCounters.Choose([new Counter("first", "may not"), able, new Counter("last")], 1, log));
        Assert.AreEqual("", log.ToString());
    }

    [TestMethod]
    public void Where_none_can_each_tells_why()
    {
        var log = new StringWriter();
        Assert.IsNull(SystemCallCounters.Choose([new Counter("first", "may not"), new Counter("second", "is not there")], 1, log));
        Assert.AreEqual("system calls are not counted:\n  first: may not\n  second: is not there\n", log.ToString());
    }

    [TestMethod]
    public void The_tracepoint_counts_what_a_thread_calls_that_began_before_and_one_that_begins_meanwhile()
    {
        long calls = CountOrSkip(new TracepointCounter(), () =>
        {
            for (int i = 0; i < Asked; i++) File.Exists("/nowhere");
            var other = new System.Threading.Thread(() =>
            {
                for (int i = 0; i < Asked; i++) File.Exists("/nowhere");
            });
            other.Start();
            other.Join();
        });
        Assert.IsGreaterThanOrEqualTo(2 * Asked, calls);
    }

    [TestMethod]
    public void Strace_counts_the_same_process_from_outside()
    {
        PeerProgram.Find("strace", "strace");
        using var loop = ProxyProcess.Start("/bin/sh", ["-c", "echo ready; while kill -0 $$; do :; done"]);
        loop.WaitFor("ready", default);
        long calls = CountOrSkip(new StraceCounter(default), () => System.Threading.Thread.Sleep(50), loop.Id);
        Assert.IsGreaterThan(0, calls);
    }

    private static long CountOrSkip(ISystemCallCounter counter, Action meanwhile) => CountOrSkip(counter, meanwhile, Environment.ProcessId);

    private static long CountOrSkip(ISystemCallCounter counter, Action meanwhile, int process)
    {
        try
        {
            return counter.Count(process, meanwhile);
        }
        catch (BenchException e) when (e.Message.Contains("root may") || e.Message.Contains("Operation not permitted"))
        {
            Assert.Inconclusive($"{counter.Name}: {e.Message}");
            throw;
        }
    }

    private sealed class Counter(string name, string? problem = null) : ISystemCallCounter
    {
        public string Name => name;

        public string Source => name;

        public long Count(int processId, Action meanwhile) => problem == null ? 0 : throw new BenchException(problem);
    }
}
