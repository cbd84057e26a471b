using System;
using System.IO;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host.Tests.Store;

/// <summary>The hosted module's threads are watched, and why it ended is told at the next start.</summary>
[TestClass]
public sealed class ModuleWatchTests
{
    [TestMethod]
    public void A_thread_that_is_not_heard_of_is_in_the_log_once()
    {
        using var bed = new StoreBed();
        using var log = new StringWriter();
        var watch = new ModuleWatch(bed.Module.Run, new StderrLog(log));
        long now = bed.Module.Run.Clock.Now;
        bed.Module.Run.Heartbeats.Begin(Worker.Session, 9, now);
        watch.Step(now);
        Assert.AreEqual("", log.ToString());
        for (int i = 0; i < 100; i++) watch.Step(now += Supervisor.StepMs);
        Assert.HasCount(1, log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        StringAssert.Contains(log.ToString(), "session 9 is unresponsive");
    }

    [TestMethod]
    public void Whoever_steps_the_module_watches_its_threads()
    {
        using var bed = new StoreBed();
        bed.Module.Run.Heartbeats.Begin(Worker.Session, 9, bed.Module.Run.Clock.Now - Supervisor.GraceMs - 1);
        bed.Step();
        StringAssert.Contains(bed.Log, "session 9 is unresponsive");
    }

    [TestMethod]
    public void Listener_loops_recheck_and_reporter_of_a_running_module_are_watched()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        int loops = Math.Min(Environment.ProcessorCount, HostParts.MostLoops);
        Assert.IsTrue(SpinWait.SpinUntil(() => bed.Module.Run.Heartbeats.Count == 3 + loops, 10_000));
        bed.Restart();
        Assert.IsTrue(SpinWait.SpinUntil(() => bed.Module.Run.Heartbeats.Count == 3 + loops, 10_000));
    }

    [TestMethod]
    public void Why_the_last_run_ended_is_known_to_the_next_start_and_not_to_the_one_after()
    {
        using var bed = new StoreBed();
        bed.Leave(new RestartCause(RestartReason.Person, Worker.None, 0, "at a console"));
        bed.Restart();
        Assert.AreEqual("a person, at a console", bed.Module.Run.StartedBecause);
        bed.Restart();
        Assert.AreEqual("", bed.Module.Run.StartedBecause);
    }
}
