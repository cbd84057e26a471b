using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace EdgeGuard.Cli;

/// <summary>Reads pcapng: blocks in sections, each section with its byte order and its interfaces (draft-ietf-opsawg-pcapng).</summary>
/// <remarks>Blocks that carry no packets are passed over.</remarks>
internal sealed class PcapngReader(CaptureStream stream, CaptureNotes notes)
{
    /// <summary>The type of a section's block, the same in both byte orders: a file begins with it.</summary>
    public const uint Section = 0x0A0D0D0A;

    private const uint Interface = 1;
    private const uint OldPacket = 2;
    private const uint SimplePacket = 3;
    private const uint Packet = 6;
    private const uint BigEndianMark = 0x1A2B3C4D;
    private const uint LittleEndianMark = 0x4D3C2B1A;
    private const int BlockFrame = 12;

    // A packet of the largest snapshot length, with room for options.
    private const uint LargestBlock = 1 << 20;

    private readonly List<PcapngInterface> _interfaces = [];
    private ByteOrder _order;
    private long _lastTime;

    /// <summary>All packets; the file's first four bytes, the type of the first section's block, are read already.</summary>
    public IEnumerable<CapturedPacket> Packets()
    {
        var head = new byte[4];
        uint type = Section;
        for (long number = 1; ; number++)
        {
            long at = stream.Position - (number == 1 ? 4 : 0);
            if (number > 1)
            {
                if (stream.IsAtEnd) yield break;
                type = stream.TryRead(head) ? _order.Word(head) : 0;
            }
            byte[]? body = ReadBody(type, out string problem);
            if (body == null)
            {
                notes.BreaksOff($"block {number} {problem}", at, stream.Length);
                yield break;
            }
            if (type == Interface) _interfaces.Add(PcapngInterface.Read(body, _order));
            if (type is Packet or OldPacket or SimplePacket && TryPacket(type, body, out CapturedPacket packet)) yield return packet;
        }
    }

    // What stands between a block's length and its repetition; empty for blocks that are passed over. Null: cut off, or no block.
    private byte[]? ReadBody(uint type, out string problem)
    {
        problem = "is cut off";
        var word = new byte[4];
        if (!stream.TryRead(word)) return null;
        var mark = new byte[4];
        bool isSection = type == Section;
        if (isSection && (!stream.TryRead(mark) || !BeginSection(mark)))
        {
            problem = "begins a section without saying its byte order";
            return null;
        }
        uint length = _order.Word(word);
        long rest = (long)length - BlockFrame - (isSection ? 4 : 0);
        if (rest < 0 || length % 4 != 0)
        {
            problem = $"claims a length of {length} bytes, which no block has";
            return null;
        }
        bool isKept = type is Interface or Packet or OldPacket or SimplePacket;
        if (isKept && length > LargestBlock)
        {
            problem = $"claims {length} bytes, more than any packet has";
            return null;
        }
        byte[] body = isKept ? new byte[rest] : [];
        if (isKept ? !stream.TryRead(body) : !stream.TrySkip(rest)) return null;
        if (!stream.TryRead(mark)) return null;
        if (_order.Word(mark) == length) return body;
        problem = "ends with another length than it begins with";
        return null;
    }

    private bool BeginSection(ReadOnlySpan<byte> mark)
    {
        uint order = BinaryPrimitives.ReadUInt32BigEndian(mark);
        _order = new ByteOrder(order == BigEndianMark);
        _interfaces.Clear();
        return order is BigEndianMark or LittleEndianMark;
    }

    private bool TryPacket(uint type, byte[] body, out CapturedPacket packet)
    {
        packet = default;
        notes.Packets++;
        bool isSimple = type == SimplePacket;
        int header = isSimple ? 4 : 20;
        if (body.Length < header) return Fail();
        uint number = isSimple ? 0 : type == Packet ? _order.Word(body) : _order.Half(body);
        if (number >= _interfaces.Count) return Fail();
        PcapngInterface from = _interfaces[(int)number];
        long captured = isSimple ? Math.Min(_order.Word(body), from.SnapshotLength) : _order.Word(body.AsSpan(12));
        // Of a simple packet the padding is not told apart from what was cut: what IP says decides.
        if (isSimple) captured = Math.Min(captured, body.Length - header);
        if (captured > body.Length - header) return Fail();
        if (isSimple) notes.Timeless++;
        else _lastTime = from.Time((ulong)_order.Word(body.AsSpan(4)) << 32 | _order.Word(body.AsSpan(8)));
        packet = new CapturedPacket(_lastTime, from.LinkType, body.AsMemory(header, (int)captured));
        return true;
    }

    private bool Fail()
    {
        notes.Malformed++;
        return false;
    }
}
