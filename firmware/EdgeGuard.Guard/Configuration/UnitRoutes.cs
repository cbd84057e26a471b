namespace EdgeGuard.Guard;

/// <summary>Behind which line each unit is, which unit id it has there,
/// and how long it may take to answer. Immutable; any thread.</summary>
/// <remarks>The unit is the one that is judged. Lines are numbered as the gateway was given them.</remarks>
public sealed class UnitRoutes
{
    internal const int Units = 256;
    internal const byte NoLine = 255;

    /// <summary>Every unit is behind the one line there is, under its own unit id.</summary>
    public static readonly UnitRoutes OneLine = new UnitRoutesBuilder().RouteRest(0).Build();

    private readonly byte[] _lines;
    private readonly byte[] _units;
    private readonly int[] _timeouts;

    internal UnitRoutes(byte[] lines, byte[] units, int[] timeouts, bool isBroadcast)
    {
        _lines = lines;
        _units = units;
        _timeouts = timeouts;
        IsBroadcast = isBroadcast;
    }

    /// <summary>Whether unit 0 is all units of a serial bus, and not a unit like any other.</summary>
    public bool IsBroadcast { get; }

    /// <summary>Whether there is a unit of this id behind the module.</summary>
    public bool Has(byte unit)
    {
        return _lines[unit] != NoLine;
    }

    /// <summary>Number of the line, or -1 where there is none.</summary>
    public int Line(byte unit)
    {
        return _lines[unit] == NoLine ? -1 : _lines[unit];
    }

    /// <summary>The unit id that it has on its line.</summary>
    public byte UnitOnLine(byte unit)
    {
        return _units[unit];
    }

    /// <summary>Milliseconds it may take to answer; 0: as long as any other.</summary>
    public int TimeoutMs(byte unit)
    {
        return _timeouts[unit];
    }
}
