using System;

namespace EdgeGuard.Cli;

/// <summary>An interface of a pcapng section: what its packets begin with, and what its time counts.</summary>
internal sealed class PcapngInterface
{
    private const int FixedPart = 8;
    private const int Resolution = 9;
    private const int Offset = 14;
    private const long Second = 1_000_000_000;

    private ulong _ticksPerSecond = 1_000_000;
    private long _offsetSeconds;

    public int LinkType { get; private init; }

    /// <summary>Most bytes that are kept of a packet.</summary>
    public long SnapshotLength { get; private init; } = long.MaxValue;

    /// <summary>Reads the body of a block; what is missing has its default.</summary>
    public static PcapngInterface Read(ReadOnlySpan<byte> body, ByteOrder order)
    {
        if (body.Length < FixedPart) return new PcapngInterface { LinkType = -1 };
        uint most = order.Word(body[4..]);
        var read = new PcapngInterface { LinkType = order.Half(body), SnapshotLength = most == 0 ? long.MaxValue : most };
        for (int at = FixedPart; at + 4 <= body.Length;)
        {
            int option = order.Half(body[at..]);
            int length = order.Half(body[(at + 2)..]);
            at += 4;
            if (option == 0 || at + length > body.Length) break;
            read.Take(option, body.Slice(at, length), order);
            at += (length + 3) / 4 * 4;
        }
        return read;
    }

    /// <summary>Nanoseconds since 1970; 0 for a time that no clock shows.</summary>
    public long Time(ulong ticks)
    {
        UInt128 nanoseconds = (UInt128)ticks * (ulong)Second / _ticksPerSecond;
        if (nanoseconds > long.MaxValue) return 0;
        Int128 time = (Int128)nanoseconds + (Int128)_offsetSeconds * Second;
        return time < 0 || time > long.MaxValue ? 0 : (long)time;
    }

    private void Take(int option, ReadOnlySpan<byte> value, ByteOrder order)
    {
        if (option == Resolution && value.Length == 1) _ticksPerSecond = TicksPerSecond(value[0]);
        if (option == Offset && value.Length == 8) _offsetSeconds = order.SignedLong(value);
    }

    // The highest bit says whether the rest is a power of 2 or of 10.
    private static ulong TicksPerSecond(byte resolution)
    {
        int power = resolution & 0x7F;
        if ((resolution & 0x80) != 0) return power < 64 ? 1UL << power : ulong.MaxValue;
        ulong ticks = 1;
        for (int i = 0; i < power && i < 19; i++) ticks *= 10;
        return ticks;
    }
}
