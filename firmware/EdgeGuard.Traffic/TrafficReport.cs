using System;
using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <summary>Rows of traffic that were received, or kept, and found sound. Immutable by intent.</summary>
public sealed class TrafficReport
{
    private readonly byte[] _seal;

    internal TrafficReport(byte[] stream, int boot, long number, long utc, TrafficStatus table, TrafficRow[] rows, byte[] seal)
    {
        _seal = seal;
        Stream = stream;
        Boot = boot;
        Number = number;
        Utc = utc;
        Table = table;
        Rows = rows;
    }

    /// <summary>16 bytes that name the module's stream, the same as in its batches of events.</summary>
    public byte[] Stream { get; }

    /// <summary>Number of the module's start.</summary>
    public int Boot { get; }

    /// <summary>Number of the report within the start, from 1; 0 of what is kept.</summary>
    public long Number { get; }

    /// <summary>UTC milliseconds at which it was made; 0: the clock was not set.</summary>
    public long Utc { get; }

    /// <summary>How much the table held then.</summary>
    public TrafficStatus Table { get; }

    /// <summary>The rows, in the order client, unit, function, address.</summary>
    public TrafficRow[] Rows { get; }

    /// <summary>Whether it carries a MAC. Whether that is right, <see cref="BatchSeal.IsRight"/> says of its bytes.</summary>
    public bool HasMac
    {
        get { return _seal.Length > 0; }
    }

    /// <summary>Its MAC, which the next report of the same boot repeats; null without one.</summary>
    public byte[]? CopyMac()
    {
        return Half(EventBatchFormat.MacSize);
    }

    /// <summary>The MAC of the report before, zeros in the first of a boot; null without one.</summary>
    public byte[]? CopyMacBefore()
    {
        return Half(0);
    }

    /// <summary>Reads a report. Strict: every byte is accounted for. Never throws on any bytes.</summary>
    /// <returns>The report, or null and why not.</returns>
    public static TrafficReport? Decode(byte[] buffer, int offset, int count, out TrafficReportFault fault)
    {
        return new TrafficReportReader(buffer, offset, count).Read(out fault);
    }

    private byte[]? Half(int offset)
    {
        if (_seal.Length == 0) return null;
        var mac = new byte[EventBatchFormat.MacSize];
        Array.Copy(_seal, offset, mac, 0, mac.Length);
        return mac;
    }
}
