namespace EdgeGuard.Store;

/// <summary>How long a door stays shut after failures in a row. Pure.</summary>
public static class LockOut
{
    /// <summary>Failures that cost nothing: people mistype.</summary>
    public const int Free = 3;

    /// <summary>Milliseconds after the first failure that costs; doubled with each further one …</summary>
    public const int FirstMs = 5_000;

    /// <summary>… up to this: guessing 60 bits or a code at four an hour is
    /// hopeless, and who has the right to come in waits no longer.</summary>
    public const int LastMs = 15 * 60_000;

    /// <summary>Milliseconds to wait after so many failures in a row.</summary>
    public static int DelayMs(int failures)
    {
        if (failures <= Free) return 0;
        int delay = FirstMs;
        for (int i = Free + 1; i < failures && delay < LastMs; i++) delay *= 2;
        return delay < LastMs ? delay : LastMs;
    }
}
