using System;
using System.Threading;

namespace EdgeGuard.Fuzz.Tests;

[TestClass]
public class WatchdogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    public void An_input_that_does_not_end_is_told_of()
    {
        using var told = new ManualResetEventSlim();
        byte[] input = [1, 2, 3];
        byte[]? hangs = null;
        using var watchdog = new Watchdog(TimeSpan.FromMilliseconds(20), which =>
        {
            hangs = which;
            told.Set();
        });
        watchdog.Begin(input);
        Assert.IsTrue(told.Wait(Patience));
        Assert.AreSame(input, hangs);
    }
}
