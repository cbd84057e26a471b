namespace EdgeGuard.Core;

/// <summary>How the PLC, or the bus, behind one line is. Immutable.</summary>
public sealed class PlcStatus
{
    /// <param name="name">The line, for people.</param>
    /// <param name="state">How it is.</param>
    /// <param name="sinceUtc">Since when, milliseconds since 1970; 0 while the clock is unset.</param>
    /// <param name="sinceMs">For how long, milliseconds.</param>
    /// <param name="silentUnits">The units that do not answer, as clients use their ids, in order.</param>
    public PlcStatus(string name, PlcState state, long sinceUtc, long sinceMs, byte[] silentUnits)
    {
        Name = name;
        State = state;
        SinceUtc = sinceUtc;
        SinceMs = sinceMs;
        SilentUnits = silentUnits;
    }

    public string Name { get; }

    public PlcState State { get; }

    /// <summary>Since when it is so, milliseconds since 1970; 0 while the clock is unset.</summary>
    public long SinceUtc { get; }

    /// <summary>For how long, milliseconds.</summary>
    public long SinceMs { get; }

    /// <summary>The units that do not answer, as clients use their ids, in order.</summary>
    public byte[] SilentUnits { get; }

    /// <summary>Milliseconds until the module takes it back by itself; 0 where it has not let go of it.</summary>
    public long ReleasedMs { get; init; }

    /// <summary>Who had it released; empty for nobody.</summary>
    public string ReleasedBy { get; init; } = "";

    /// <summary>Whether somebody should look.</summary>
    public bool IsTrouble
    {
        get { return PlcStateText.IsTrouble(State) || SilentUnits.Length > 0; }
    }
}
