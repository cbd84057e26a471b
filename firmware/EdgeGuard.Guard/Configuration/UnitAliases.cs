using System;

namespace EdgeGuard.Guard;

/// <summary>Which unit id is judged and sent for the one a client used. Immutable; any thread.</summary>
public sealed class UnitAliases
{
    private const int Units = 256;

    /// <summary>Every unit id stands for itself.</summary>
    public static readonly UnitAliases Identity = new UnitAliases(IdentityTable());

    private readonly byte[] _units;

    /// <param name="units">256 entries, copied: entry u is what a client's unit u becomes.</param>
    /// <exception cref="ArgumentException">Not 256 entries.</exception>
    public UnitAliases(byte[] units)
    {
        if (units.Length != Units) throw new ArgumentException("A unit map has 256 entries.");
        _units = new byte[Units];
        Array.Copy(units, 0, _units, 0, Units);
    }

    /// <summary>The unit id that is judged and sent for a client's <paramref name="unit"/>.</summary>
    public byte Map(byte unit)
    {
        return _units[unit];
    }

    /// <summary>256 entries that map every unit id to itself: where a map with aliases begins.</summary>
    public static byte[] IdentityTable()
    {
        var units = new byte[Units];
        for (int i = 0; i < Units; i++) units[i] = (byte)i;
        return units;
    }
}
