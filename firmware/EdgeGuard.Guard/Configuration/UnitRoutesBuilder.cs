using System;

namespace EdgeGuard.Guard;

/// <summary>Puts a <see cref="UnitRoutes"/> together, once. Not thread-safe.</summary>
public sealed class UnitRoutesBuilder
{
    private readonly byte[] _lines = new byte[UnitRoutes.Units];
    private readonly byte[] _units = UnitAliases.IdentityTable();
    private readonly int[] _timeouts = new int[UnitRoutes.Units];
    private bool _isBroadcast;

    public UnitRoutesBuilder()
    {
        for (int i = 0; i < _lines.Length; i++) _lines[i] = UnitRoutes.NoLine;
    }

    /// <summary>A unit is behind a line.</summary>
    /// <param name="unit">As it is judged.</param>
    /// <param name="line">Number of the line.</param>
    /// <param name="unitOnLine">The unit id that it has there.</param>
    /// <param name="timeoutMs">Milliseconds it may take to answer; 0: as long as any other.</param>
    public UnitRoutesBuilder Route(byte unit, int line, byte unitOnLine, int timeoutMs)
    {
        if (line < 0 || line >= UnitRoutes.NoLine) throw new ArgumentOutOfRangeException(nameof(line));
        _lines[unit] = (byte)line;
        _units[unit] = unitOnLine;
        _timeouts[unit] = timeoutMs;
        return this;
    }

    /// <summary>Unit 0 is all units of a serial bus.</summary>
    public UnitRoutesBuilder RouteBroadcast(int bus)
    {
        _isBroadcast = true;
        return Route(0, bus, 0, 0);
    }

    /// <summary>Every unit that is behind no line yet is behind this one, under its own unit id.</summary>
    public UnitRoutesBuilder RouteRest(int line)
    {
        for (int unit = 0; unit < UnitRoutes.Units; unit++)
        {
            if (_lines[unit] == UnitRoutes.NoLine) Route((byte)unit, line, (byte)unit, 0);
        }
        return this;
    }

    /// <summary>The finished table; the builder is of no more use.</summary>
    public UnitRoutes Build()
    {
        return new UnitRoutes(_lines, _units, _timeouts, _isBroadcast);
    }
}
