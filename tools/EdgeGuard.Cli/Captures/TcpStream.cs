using System;
using System.Collections.Generic;

namespace EdgeGuard.Cli;

/// <summary>Puts one direction of a connection together again: out of order, sent twice, overlapping, with holes.</summary>
/// <remarks>Of bytes that came twice the first stand. What is missing is waited for while a sender would repeat it.</remarks>
internal sealed class TcpStream(FrameCutter cutter, CaptureNotes notes)
{
    // The longest that the first repetitions take, and more than any client of a PLC has on its way.
    internal const long PatienceNs = 3_000_000_000;
    private const int MostPending = 64;

    // No window is so wide: what is further off belongs to another connection, whose beginning the capture lacks.
    private const int Far = 1 << 24;

    private readonly List<Piece> _pending = [];
    private uint _next;
    private bool _hasBegun;

    /// <summary>Whether the other side has bytes of this stream that are not here: they stand behind in the file, or are missing.</summary>
    /// <param name="acknowledged">The next byte that the other side expects. The end of a stream is counted as a byte too.</param>
    public bool Lacks(uint acknowledged) => _hasBegun && Ahead(acknowledged) is > 1 and <= Far;

    /// <summary>Takes the beginning of the stream.</summary>
    public void Begin(uint sequence)
    {
        if (_hasBegun) return;
        _hasBegun = true;
        _next = unchecked(sequence + 1);
    }

    /// <summary>Takes what a segment brings.</summary>
    public void Take(uint sequence, ReadOnlySpan<byte> data, long time)
    {
        if (data.IsEmpty) return;
        if (!_hasBegun)
        {
            _hasBegun = true;
            _next = sequence;
        }
        int ahead = Ahead(sequence);
        if (ahead is > Far or < -Far)
        {
            End();
            _next = sequence;
            ahead = 0;
        }
        if (ahead > 0) _pending.Add(new Piece(sequence, data.ToArray(), time));
        else Deliver(sequence, data, time);
        Drain();
        GiveUpWhatIsOld(time);
    }

    /// <summary>Goes on behind holes that nobody will fill any more.</summary>
    public void GiveUpWhatIsOld(long now)
    {
        while (_pending.Count > MostPending || (_pending.Count > 0 && now - _pending[0].Time > PatienceNs)) SkipHole();
    }

    /// <summary>Takes what is left, holes or not.</summary>
    public void End()
    {
        while (_pending.Count > 0) SkipHole();
        cutter.Lose();
    }

    private int Ahead(uint sequence)
    {
        return unchecked((int)(sequence - _next));
    }

    private void Deliver(uint sequence, ReadOnlySpan<byte> data, long time)
    {
        int known = -Ahead(sequence);
        if (known >= data.Length)
        {
            notes.Repeated++;
            return;
        }
        cutter.Take(data[known..], time);
        _next = unchecked(_next + (uint)(data.Length - known));
    }

    // Those that arrived first stand first, so that of overlapping ones the earlier wins.
    private void Drain()
    {
        for (int i = 0; i < _pending.Count; i++)
        {
            Piece piece = _pending[i];
            if (Ahead(piece.Sequence) > 0) continue;
            _pending.RemoveAt(i);
            Deliver(piece.Sequence, piece.Data, piece.Time);
            i = -1;
        }
    }

    private void SkipHole()
    {
        int nearest = int.MaxValue;
        foreach (Piece piece in _pending) nearest = Math.Min(nearest, Ahead(piece.Sequence));
        notes.Gaps++;
        notes.MissingBytes += nearest;
        cutter.Lose();
        _next = unchecked(_next + (uint)nearest);
        Drain();
    }

    private readonly record struct Piece(uint Sequence, byte[] Data, long Time);
}
