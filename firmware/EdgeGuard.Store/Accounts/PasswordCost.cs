using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>How many iterations a password's hash takes, measured where it will be checked: a Linux computer can afford a thousand times
/// what the device can. Measured once a start; another time to take is reckoned from that. Any thread.</summary>
public sealed class PasswordCost
{
    /// <summary>Fewest iterations, however slow the platform (RFC 8018 section 4.2 names 1000 as the least).</summary>
    public const int Min = 1_000;

    /// <summary>Most iterations, and the most that is believed of a stored hash or a backup: it bounds how long a check can take.</summary>
    public const int Max = 10_000_000;

    // Long beside the 10 ms in which the device's clock ticks.
    private const int EnoughMs = 100;

    // A machine that is busy with its own start must not make passwords cheap for good: the fastest of so many counts.
    private const int Tries = 3;

    private readonly int _measured;
    private readonly int _measuredMs;

    private readonly object _lock = new object();
    private int _iterations; // guarded by _lock

    /// <param name="iterations">As measured.</param>
    /// <param name="milliseconds">What they take.</param>
    public PasswordCost(int iterations, int milliseconds)
    {
        _measured = iterations;
        _measuredMs = milliseconds;
        _iterations = iterations;
    }

    /// <summary>Iterations of passwords and passphrases that are set from now on.</summary>
    public int Iterations
    {
        get
        {
            lock (_lock) return _iterations;
        }
    }

    /// <summary>Makes them take about so long.</summary>
    public void Take(int milliseconds)
    {
        int iterations = milliseconds == _measuredMs ? _measured : Within((long)_measured * milliseconds / _measuredMs);
        lock (_lock) _iterations = iterations;
    }

    /// <summary>The iterations that take about <paramref name="targetMs"/> on this platform. Takes a few tenths of a second.</summary>
    public static int Measure(IHmac hmac, IClock clock, int targetMs)
    {
        int best = Min;
        int iterations = Min;
        for (int i = 0; i < Tries; i++)
        {
            long took = Took(hmac, clock, iterations);
            while (took < EnoughMs && iterations < Max / 4)
            {
                iterations *= 2;
                took = Took(hmac, clock, iterations);
            }
            int found = Within(took == 0 ? Max : (long)iterations * targetMs / took);
            if (found > best) best = found;
        }
        return best;
    }

    private static long Took(IHmac hmac, IClock clock, int iterations)
    {
        long began = clock.Now;
        hmac.Stretch(new byte[16], new byte[PasswordHash.SaltLength], iterations, PasswordHash.HashLength);
        return clock.Now - began;
    }

    private static int Within(long iterations)
    {
        if (iterations < Min) return Min;
        return iterations > Max ? Max : (int)iterations;
    }
}
