using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>Cuts one direction of a connection into Modbus frames, with the module's own framer.</summary>
/// <remarks>Behind what is missing or is no Modbus it begins anew with the next segment: frames begin with one.</remarks>
internal sealed class FrameCutter(CaptureNotes notes, Action<ReadOnlyMemory<byte>, long> arrived)
{
    private readonly MbapFramer _framer = new(ModbusLimits.MaxTcpAdu);
    private byte[] _bytes = [];
    private int _count;

    /// <summary>Takes the next bytes of the stream.</summary>
    public void Take(ReadOnlySpan<byte> bytes, long time)
    {
        int begun = _count;
        Append(bytes);
        if (TryCut(0, time)) return;
        // What a frame was begun with may be no frame: then the segment behind it is looked at alone.
        notes.ForeignBytes += begun;
        bool isFrame = begun > 0 && TryCut(begun, time);
        if (isFrame) return;
        notes.ForeignBytes += _count - begun;
        _count = 0;
    }

    /// <summary>The stream has a hole here, or its end.</summary>
    public void Lose()
    {
        notes.UnfinishedBytes += _count;
        _count = 0;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_count + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, _count + Math.Max(bytes.Length, ModbusLimits.MaxTcpAdu));
        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    // False, with nothing taken, where not even the first bytes are a frame's.
    private bool TryCut(int from, long time)
    {
        int at = from;
        Framing found = _framer.Next(_bytes, at, _count - at);
        if (found == Framing.Broken) return false;
        for (; found == Framing.Frame; found = _framer.Next(_bytes, at, _count - at))
        {
            int length = _framer.FrameLength;
            arrived(_bytes.AsMemory(at, length), time);
            at += length;
        }
        if (found == Framing.Broken)
        {
            notes.ForeignBytes += _count - at;
            at = _count;
        }
        _bytes.AsSpan(at, _count - at).CopyTo(_bytes);
        _count -= at;
        return true;
    }
}
