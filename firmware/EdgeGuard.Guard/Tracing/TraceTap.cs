using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>One person's trace: a ring that the sessions' threads write and the person's console reads.</summary>
/// <remarks>Any thread. All memory is taken by the constructor. A writer never waits but for one copy under the lock; where the reader does
/// not keep up, the oldest records make room and are counted.</remarks>
public sealed class TraceTap
{
    /// <summary>Records that wait for their reader at most.</summary>
    public const int Size = 128;

    /// <summary>Bytes that a record has room for: a request and its answer.</summary>
    public const int BytesPerRecord = 2 * ModbusLimits.MaxTcpAdu;

    private readonly TraceOptions _options;
    private readonly IClock _clock;
    private readonly object _lock = new object();

    // Under the lock:
    private readonly int[] _numbers = new int[Size * TraceField.Count];
    private readonly long[] _times = new long[Size];
    private readonly Peer?[] _peers = new Peer?[Size];
    private readonly byte[] _bytes = new byte[Size * BytesPerRecord];
    private int _first;
    private int _count;
    private long _lost;

    internal TraceTap(TraceOptions options, IClock clock)
    {
        _options = options;
        _clock = clock;
    }

    /// <summary>Takes the oldest record. False: there is none.</summary>
    public bool Read(TraceRecord into)
    {
        lock (_lock)
        {
            if (_count == 0) return false;
            into.At = _times[_first];
            into.Peer = _peers[_first];
            into.Lost = _lost;
            Array.Copy(_numbers, _first * TraceField.Count, into.Numbers, 0, TraceField.Count);
            Array.Copy(_bytes, _first * BytesPerRecord, into.Bytes, 0, into.Kept + into.ResponseKept);
            _lost = 0;
            DropFirst();
            return true;
        }
    }

    internal bool Wants(TraceDial dial, int session, int unit)
    {
        return _options.Wants(dial, session, unit);
    }

    /// <summary>Takes a record down.</summary>
    /// <param name="numbers">Its row; what is kept of the bytes is filled in here.</param>
    /// <param name="peer">Who it is about.</param>
    /// <param name="bytes">The frame or the request's PDU, where the row has a length for it.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="answer">The answer's PDU, likewise.</param>
    /// <param name="answerOffset">Where it begins.</param>
    internal void Add(int[] numbers, Peer? peer, byte[] bytes, int offset, byte[] answer, int answerOffset)
    {
        int kept = Kept(numbers[TraceField.Length], numbers[TraceField.ValueStart], BytesPerRecord);
        int answerKept = Kept(numbers[TraceField.ResponseLength], numbers[TraceField.ResponseValueStart], BytesPerRecord - kept);
        lock (_lock)
        {
            if (_count == Size)
            {
                DropFirst();
                _lost++;
            }
            int at = (_first + _count) % Size;
            _count++;
            int row = at * TraceField.Count;
            Array.Copy(numbers, 0, _numbers, row, TraceField.Count);
            _numbers[row + TraceField.Kept] = kept;
            _numbers[row + TraceField.ResponseKept] = answerKept;
            _times[at] = _clock.Microseconds;
            _peers[at] = peer;
            Array.Copy(bytes, offset, _bytes, at * BytesPerRecord, kept);
            Array.Copy(answer, answerOffset, _bytes, at * BytesPerRecord + kept, answerKept);
        }
    }

    // What is not wanted is not even copied: nobody can show it by mistake.
    private int Kept(int length, int valueStart, int room)
    {
        int kept = _options.HasValues ? length : valueStart;
        return kept < room ? kept : room;
    }

    private void DropFirst()
    {
        _peers[_first] = null;
        _first = (_first + 1) % Size;
        _count--;
    }
}
