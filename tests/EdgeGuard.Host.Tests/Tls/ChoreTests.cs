using System.Threading;
using EdgeGuard.Testing;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>What is done every so often has a thread for that time.</summary>
[TestClass]
public class ChoreTests
{
    private const int EveryMs = 60_000;

    [TestMethod]
    public void It_is_done_when_it_is_due_and_not_before()
    {
        var clock = new FakeClock();
        using var done = new CountdownEvent(1);
        var chore = new Chore("test chore", EveryMs, clock, () => done.Signal());
        Assert.AreEqual(clock.Now + EveryMs, chore.Due);
        clock.Advance(EveryMs - 1);
        chore.Step();
        Assert.AreEqual(1, done.CurrentCount);
        Assert.AreEqual(clock.Now + 1, chore.Due);
        clock.Advance(1);
        chore.Step();
        Assert.IsTrue(done.Wait(TlsBed.PatienceMs));
        Assert.AreEqual(clock.Now + EveryMs, chore.Due);
    }

    [TestMethod]
    public void Who_is_still_at_it_is_let_finish_and_then_it_is_done_again()
    {
        var clock = new FakeClock();
        using var mayEnd = new ManualResetEventSlim();
        int begun = 0;
        var chore = new Chore("test chore", EveryMs, clock, () =>
        {
            Interlocked.Increment(ref begun);
            mayEnd.Wait(TlsBed.PatienceMs);
        });
        Next(clock, chore);
        Next(clock, chore);
        mayEnd.Set();
        TlsBed.WaitFor(() => Begun(clock, chore, ref begun) == 2, "it is not done again");

        static int Begun(FakeClock clock, Chore chore, ref int begun)
        {
            Assert.IsLessThanOrEqualTo(2, Volatile.Read(ref begun));
            if (Volatile.Read(ref begun) < 2) Next(clock, chore);
            return Volatile.Read(ref begun);
        }
    }

    private static void Next(FakeClock clock, Chore chore)
    {
        clock.Advance(EveryMs);
        chore.Step();
    }
}
