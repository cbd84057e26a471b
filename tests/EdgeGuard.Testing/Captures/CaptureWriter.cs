using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace EdgeGuard.Testing.Captures;

/// <summary>Writes captures as tcpdump and dumpcap do: both formats, both byte orders, both resolutions.</summary>
public sealed class CaptureWriter
{
    private const int Snapshot = 262_144;

    private readonly List<(long Time, byte[] Frame)> _packets = [];

    public int LinkType { get; init; } = CaptureLink.Ethernet;

    /// <summary>Bytes kept of each packet.</summary>
    public int MostBytes { get; init; } = Snapshot;

    public int Count => _packets.Count;

    /// <summary>Adds a packet.</summary>
    /// <param name="time">Nanoseconds since 1970.</param>
    /// <param name="frame">With its link-layer header.</param>
    public void Add(long time, byte[] frame) => _packets.Add((time, frame));

    /// <summary>Moves a packet to another place of the file; its time goes with it.</summary>
    public void Move(int from, int to)
    {
        (long Time, byte[] Frame) packet = _packets[from];
        _packets.RemoveAt(from);
        _packets.Insert(to, packet);
    }

    public void Remove(int index) => _packets.RemoveAt(index);

    /// <summary>The classic format.</summary>
    public byte[] Pcap(bool isBigEndian = false, bool hasNanoseconds = false)
    {
        var file = new Fields(isBigEndian);
        file.Word(hasNanoseconds ? 0xA1B23C4D : 0xA1B2C3D4).Half(2).Half(4).Word(0).Word(0).Word(Snapshot).Word((uint)LinkType);
        foreach ((long time, byte[] frame) in _packets)
        {
            byte[] kept = Kept(frame);
            long rest = time % 1_000_000_000;
            file.Word((uint)(time / 1_000_000_000)).Word((uint)(hasNanoseconds ? rest : rest / 1000));
            file.Word((uint)kept.Length).Word((uint)frame.Length).Bytes(kept);
        }
        return file.ToArray();
    }

    /// <summary>pcapng: a section, an interface whose resolution is nanoseconds, a block that nobody needs to know, the packets.</summary>
    public byte[] Pcapng(bool isBigEndian = false)
    {
        var file = new Fields(isBigEndian);
        Block(file, 0x0A0D0D0A, body => body.Word(0x1A2B3C4D).Half(1).Half(0).Word(uint.MaxValue).Word(uint.MaxValue));
        Block(file, 1, body => body.Half(LinkType).Half(0).Word(0).Half(9).Half(1).Bytes([9, 0, 0, 0]).Word(0));
        Block(file, 0xBAD, body => body.Bytes("not for us"u8.ToArray()));
        foreach ((long time, byte[] frame) in _packets)
        {
            byte[] kept = Kept(frame);
            Block(file, 6, body => body.Word(0).Word((uint)(time >> 32)).Word((uint)(time & uint.MaxValue))
                .Word((uint)kept.Length).Word((uint)frame.Length).Bytes(kept));
        }
        return file.ToArray();
    }

    private byte[] Kept(byte[] frame) => frame.Length <= MostBytes ? frame : frame[..MostBytes];

    private static void Block(Fields file, uint type, Action<Fields> write)
    {
        var body = new Fields(file.IsBigEndian);
        write(body);
        byte[] bytes = body.ToArray();
        int padding = (4 - bytes.Length % 4) % 4;
        uint length = (uint)(12 + bytes.Length + padding);
        file.Word(type).Word(length).Bytes(bytes).Bytes(new byte[padding]).Word(length);
    }

    private sealed class Fields(bool isBigEndian)
    {
        private readonly List<byte> _bytes = [];

        public bool IsBigEndian { get; } = isBigEndian;

        public byte[] ToArray() => [.. _bytes];

        public Fields Bytes(byte[] bytes)
        {
            _bytes.AddRange(bytes);
            return this;
        }

        public Fields Word(uint value)
        {
            var bytes = new byte[4];
            if (IsBigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            return Bytes(bytes);
        }

        public Fields Half(int value)
        {
            var bytes = new byte[2];
            if (IsBigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
            else BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
            return Bytes(bytes);
        }
    }
}
