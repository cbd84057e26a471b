using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Store.People;

/// <summary>How many iterations a password's hash takes, measured where it will be checked: a Linux computer can afford a thousand times
/// what the device can.</summary>
public static class PasswordCost
{
    /// <summary>Fewest iterations, however slow the body (RFC 8018 section 4.2 names 1000 as the least).</summary>
    public const int Min = 1_000;

    /// <summary>Most iterations, and the most that is believed of a stored hash or a backup: it bounds how long a check can take.</summary>
    public const int Max = 10_000_000;

    // Long beside the 10 ms in which the device's clock ticks.
    private const int EnoughMs = 100;

    /// <summary>The iterations that take about <paramref name="targetMs"/> on this body. Takes a few tenths of a second.</summary>
    public static int Measure(IHmac hmac, IClock clock, int targetMs)
    {
        var password = new byte[16];
        var salt = new byte[PasswordHash.SaltLength];
        for (int iterations = Min; ; iterations *= 2)
        {
            long began = clock.Now;
            Pbkdf2.Derive(hmac, password, salt, iterations, PasswordHash.HashLength);
            long took = clock.Now - began;
            if (took < EnoughMs && iterations < Max / 4) continue;
            return Within(took == 0 ? Max : (long)iterations * targetMs / took);
        }
    }

    private static int Within(long iterations)
    {
        if (iterations < Min) return Min;
        return iterations > Max ? Max : (int)iterations;
    }
}
