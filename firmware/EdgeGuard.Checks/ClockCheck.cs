using EdgeGuard.Core;

namespace EdgeGuard.Checks;

/// <summary>Whether time goes forward, and whether its date can be trusted.</summary>
internal static class ClockCheck
{
    private const int Looks = 1_000;

    internal static void Check(IClock clock, CheckList into)
    {
        string problem = Problem(clock);
        if (problem.Length > 0)
        {
            into.Fail("clock", problem, "no deadline holds on such a clock: exchange the module");
        }
        else
        {
            string time = ClockText.Of(clock);
            const string remedy = "'clock' shows whose clock it is, 'clock set' sets it where a person can";
            into.Add("time", clock.Trust == ClockTrust.Trusted ? "" : time, remedy, time);
        }
        if (problem.Length == 0) into.Ok("clock", "goes forward");
    }

    private static string Problem(IClock clock)
    {
        long now = clock.Now;
        long micros = clock.Microseconds;
        for (int i = 0; i < Looks; i++)
        {
            long next = clock.Now;
            long nextMicros = clock.Microseconds;
            if (next < now || nextMicros < micros) return "goes backwards";
            now = next;
            micros = nextMicros;
        }
        // Milliseconds and microseconds are one clock.
        long apart = micros / 1000 - now;
        return apart < -1_000 || apart > 1_000 ? "its milliseconds and microseconds are " + apart + " ms apart" : "";
    }
}
