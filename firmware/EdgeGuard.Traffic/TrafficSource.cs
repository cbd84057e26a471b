using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>Notes the requests of one client in a table. One a session, used by its thread.</summary>
public sealed class TrafficSource
{
    private readonly TrafficTable _table;

    public TrafficSource(TrafficTable table, Peer client)
    {
        _table = table;
        Client = client;
    }

    internal Peer Client { get; }

    // The client's number in the table, and since which clearing of it the number is good. The table's lock guards both.
    internal int Number { get; set; }

    internal int Era { get; set; }

    /// <summary>Notes one request, whatever became of it. Allocates nothing, throws nothing.</summary>
    /// <param name="request">As decoded.</param>
    /// <param name="fate">What became of it.</param>
    /// <param name="isObserved">The policy did not allow it, and it was sent all the same.</param>
    /// <param name="exceptionCode">The exception code of the unit's answer; 0 for none.</param>
    /// <param name="sent">When it was last judged, in the table's time.</param>
    /// <param name="now">The table's time: milliseconds that do not go backwards.</param>
    public void Note(Request request, RequestFate fate, bool isObserved, int exceptionCode, long sent, long now)
    {
        _table.Note(this, request, fate, isObserved, exceptionCode, sent, now);
    }

    /// <summary>Notes what a unit says of itself in its answer, if the request asked for that: 17, 43/14. Allocates nothing, throws nothing
    /// on any bytes.</summary>
    /// <param name="request">As decoded.</param>
    /// <param name="buffer">The answer's PDU.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="now">The table's time.</param>
    /// <returns>The objects of 43/14 that the unit said something else of before, bit 0 for the first; 0: none.</returns>
    public int NoteAnswer(Request request, byte[] buffer, int offset, int length, long now)
    {
        return IdentityAnswer.IsAsked(request) ? _table.NoteIdentity(request, buffer, offset, length, now) : 0;
    }
}
