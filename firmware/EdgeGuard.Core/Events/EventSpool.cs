using System;

namespace EdgeGuard.Core;

/// <summary>Holds records, in order, until they are acknowledged. When full it counts what it loses and says so in the stream.</summary>
/// <remarks>
/// Every event gets a sequence number, lost or not. A run of lost events is reported by one <see cref="EventCode.EventsLost"/> record,
/// which stands in their place: its sequence is that of the last of them, A is how many they were, B is the first. So in what is
/// delivered each sequence is one more than that before, or belongs to a loss record whose A is exactly the gap.
/// Nobody's flood pushes out what others did: a quarter is for access and change, a sixteenth of the rest for forwarded writes, and of
/// comings and goings each hundred of codes (clients, PLC, broker) takes an eighth at most, and so do strangers. New events are lost rather
/// than old ones: how it began is what is asked for afterwards. With each record goes its peer, so no index can ever name somebody else.
/// Pure, not thread-safe, allocates nothing after the constructor.
/// </remarks>
public sealed class EventSpool
{
    private const int NoPayer = 0;

    private readonly byte[] _ring;
    private readonly Peer?[] _peers;
    private readonly int _ordinary;
    private readonly int _requests;
    private readonly int _passing;

    // Of each place, the group of comings and goings that pays for it, from 1; 0 for none. And how many places each pays for.
    private readonly byte[] _payers;
    private readonly int[] _paid = new int[EventTraits.Groups + 1];
    private readonly EventRecord _loss = new EventRecord();
    private int _first;
    private long _next = 1;
    private long _lost;
    private long _lastLost;

    /// <param name="records">How many it can hold, at least 8.</param>
    public EventSpool(int records)
    {
        if (records < 8) throw new ArgumentOutOfRangeException(nameof(records));
        _ring = new byte[records * EventRecord.Size];
        _peers = new Peer?[records];
        _payers = new byte[records];
        _ordinary = records - records / 4;
        _requests = _ordinary - records / 16;
        _passing = records / 8;
    }

    /// <summary>How many it can hold.</summary>
    public int Capacity
    {
        get { return _peers.Length; }
    }

    /// <summary>How many it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The sequence that the next event gets.</summary>
    public long NextSequence
    {
        get { return _next; }
    }

    /// <summary>How many were lost since the start.</summary>
    public long Lost { get; private set; }

    /// <summary>Gives the record its sequence and keeps a copy. False: there is no room, and the loss is counted.</summary>
    public bool Add(EventRecord record, Peer? peer)
    {
        record.Sequence = _next++;
        EventClass ofClass = EventTable.ClassOf(record.Code);
        int payer = ofClass == EventClass.Passing ? EventTraits.GroupOf(record.Code, peer) + 1 : NoPayer;
        if (Room(ofClass, payer) < (_lost > 0 ? 2 : 1))
        {
            Lose(record);
            return false;
        }

        // Who comes and goes amid losses pays for the record of these as well: they would fill what the bound leaves.
        if (_lost > 0) TellLoss(payer);
        Append(record, peer, payer);
        return true;
    }

    /// <summary>Frees every record up to and with this sequence. A number never given, or freed before, changes nothing.</summary>
    /// <returns>How many were freed.</returns>
    public int Acknowledge(long sequence)
    {
        if (sequence >= _next) return 0;
        int freed = 0;
        while (Count > 0 && SequenceAt(0) <= sequence)
        {
            _paid[_payers[_first]]--;
            _peers[_first] = null;
            _first = (_first + 1) % Capacity;
            Count--;
            freed++;
        }

        if (freed > 0 && _lost > 0) TellLoss(NoPayer);
        return freed;
    }

    /// <summary>Copies records with sequences above <paramref name="after"/>, oldest first, and their peers.</summary>
    /// <returns>How many were copied: at most as many as <paramref name="peers"/> has places.</returns>
    public int Read(long after, byte[] records, Peer?[] peers)
    {
        int index = IndexAfter(after);
        int copied = 0;
        while (index < Count && copied < peers.Length)
        {
            int slot = Slot(index++);
            Array.Copy(_ring, slot * EventRecord.Size, records, copied * EventRecord.Size, EventRecord.Size);
            peers[copied++] = _peers[slot];
        }

        return copied;
    }

    // By halves: losses leave gaps, so an index does not follow from a sequence.
    private int IndexAfter(long after)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (SequenceAt(middle) <= after) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void Lose(EventRecord record)
    {
        Lost++;
        _lastLost = record.Sequence;
        if (_lost++ == 0)
        {
            // The loss is dated at its beginning.
            _loss.Utc = record.Utc;
            _loss.Trust = record.Trust;
            _loss.Uptime = record.Uptime;
            _loss.Generation = record.Generation;
        }
    }

    private void TellLoss(int payer)
    {
        // Nothing is stored between the first and the last of a run (the run would have been reported before), so it has no holes.
        _loss.Code = EventCode.EventsLost;
        _loss.Sequence = _lastLost;
        unchecked
        {
            _loss.A = (int)_lost;
            _loss.B = (int)(_lastLost - _lost + 1);
        }

        _lost = 0;
        Append(_loss, null, payer);
    }

    private void Append(EventRecord record, Peer? peer, int payer)
    {
        int slot = Slot(Count++);
        record.Encode(_ring, slot * EventRecord.Size);
        _peers[slot] = peer;
        _payers[slot] = (byte)payer;
        _paid[payer]++;
    }

    private int Room(EventClass ofClass, int payer)
    {
        switch (ofClass)
        {
            case EventClass.Change: return Capacity - Count;
            case EventClass.Write: return _ordinary - Count;
            case EventClass.Request: return _requests - Count;
            default:
                int own = _passing - _paid[payer];
                return own < _requests - Count ? own : _requests - Count;
        }
    }

    private int Slot(int index)
    {
        return (_first + index) % Capacity;
    }

    private long SequenceAt(int index)
    {
        return BigEndian.Get64(_ring, Slot(index) * EventRecord.Size);
    }
}
