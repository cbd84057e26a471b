using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Module;

namespace EdgeGuard.Host.Tests.Store;

/// <summary>What this platform tells the self-test.</summary>
[TestClass]
public sealed class ModuleChecksTests
{
    [TestMethod]
    public void A_listener_is_open_until_the_module_stops()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        RunningGuard guard = bed.Guard!;
        Assert.IsTrue(guard.Listening.Single().IsOpen);
        guard.Stop();
        Assert.IsFalse(guard.Listening.Single().IsOpen);
    }

    [TestMethod]
    public void What_is_in_use_is_watched_until_it_runs_out()
    {
        using var bed = new StoreBed();
        Assert.AreEqual(0, bed.Module.Run.Expiries.Dates.Count);
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        ExpiryDates dates = bed.Module.Run.Expiries.Dates;
        string kinds = string.Join(' ', Enumerable.Range(0, dates.Count).Select(dates.KindAt));
        Assert.AreEqual("Module Module ClientsCa RevocationList", kinds);
        Assert.IsTrue(Enumerable.Range(0, dates.Count).All(i => dates.DaysAt(i, bed.Module.Run.Clock.Utc) > 30));
    }

    [TestMethod]
    public void Too_little_memory_is_told_and_enough_is_not()
    {
        Assert.AreEqual("", MemoryLeft.Problem(32 * 1_048_576));
        Assert.AreEqual("31 MB are left", MemoryLeft.Problem(32 * 1_048_576 - 1));
        Assert.AreEqual("0 MB are left", MemoryLeft.Problem(-1));
        Assert.AreEqual(5_000L * 1024, MemoryLeft.OfMachine("MemTotal:  16000 kB\nMemFree:  100 kB\nMemAvailable:    5000 kB\n"));
        Assert.AreEqual(long.MaxValue, MemoryLeft.OfMachine("MemTotal:  16000 kB\n"));
        Assert.IsGreaterThan(0, MemoryLeft.Bytes());
    }
}
