using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <summary>What a line of a proposal rests on: who, how often, since when, and what a person should look at.</summary>
internal sealed class ProposalEvidence
{
    private const int MostClients = 3;

    private readonly string[] _clients = new string[MostClients];
    private int _count;
    private bool _hasMoreClients;
    private long _requests;
    private long _first;
    private long _last;
    private bool _isOnce;
    private bool _isNew;
    private bool _isRefusedByUnit;
    private bool _isUnanswered;
    private bool _isMerged;

    /// <param name="row">The row.</param>
    /// <param name="newSince">UTC milliseconds from when on a first request is a new one; 0: none is.</param>
    internal ProposalEvidence(TrafficRow row, long newSince)
    {
        _clients[0] = Name(row.Client);
        _count = 1;
        _requests = row.Requests;
        _first = row.FirstSeen;
        _last = row.LastSeen;
        _isOnce = row.Requests == 1;
        _isNew = newSince > 0 && row.FirstSeen >= newSince;
        _isRefusedByUnit = row.Answered > 0 && Exceptions(row) == row.Answered;
        _isUnanswered = row.Answered == 0;
        _isMerged = row.MergedRows > 1;
    }

    /// <summary>Whether somebody has to look at it before all else: seen once, or for the first time at the end of the recording.</summary>
    internal bool IsMarked
    {
        get { return _isOnce || _isNew; }
    }

    /// <summary>Takes in what another row is evidence of.</summary>
    internal void Join(ProposalEvidence other)
    {
        for (int i = 0; i < other._count; i++) Take(other._clients[i]);
        _hasMoreClients |= other._hasMoreClients;
        _requests = TrafficColumn.Sum(_requests, other._requests);
        if (_first == 0 || (other._first > 0 && other._first < _first)) _first = other._first;
        if (other._last > _last) _last = other._last;
        _isOnce |= other._isOnce;
        _isNew |= other._isNew;
        _isRefusedByUnit &= other._isRefusedByUnit;
        _isUnanswered &= other._isUnanswered;
        _isMerged |= other._isMerged;
    }

    /// <summary>The client of a row, fit for a comment.</summary>
    internal static string Name(Peer client)
    {
        if (client == TrafficRow.SeveralClients) return "several clients";
        return PeerText.Clean(client.Subject.Length > 0 ? client.Subject + " " + client.Address : client.Address);
    }

    /// <summary>From when to when, to the minute.</summary>
    internal static string Span(long first, long last)
    {
        if (first == 0 && last == 0) return "at a time that is not known";
        string from = Moment(first);
        string to = Moment(last);
        return from == to ? "at " + to : from + " to " + to;
    }

    /// <summary>UTC to the minute.</summary>
    internal static string Moment(long utc)
    {
        if (utc <= 0) return "(not known)";
        string time = EventText.Time(new EventRecord { Utc = utc, Trust = ClockTrust.Trusted });
        return time.Length < 16 ? "(not known)" : time.Substring(0, 16);
    }

    /// <summary>What stands before the mark: <c>seen once</c>; empty for a line that needs none.</summary>
    internal string Mark()
    {
        if (_isNew) return _isOnce ? "new, and seen once" : "new";
        return _isOnce ? "seen once" : "";
    }

    /// <summary>Who, how often, since when, and what is odd about it.</summary>
    internal string Text()
    {
        string text = _clients[0];
        for (int i = 1; i < _count; i++) text += ", " + _clients[i];
        if (_hasMoreClients) text += " and more";
        text += ": " + _requests.ToString() + (_requests == 1 ? " request, " : " requests, ") + Span(_first, _last);
        if (_isRefusedByUnit) text += "; each was answered with an exception";
        if (_isUnanswered) text += "; none was answered";
        if (_isMerged) text += "; recorded as one poll for want of room, it may hold addresses that nobody asked for";
        return text;
    }

    private static long Exceptions(TrafficRow row)
    {
        long count = 0;
        for (int code = 0; code < TrafficColumn.ExceptionCodes; code++) count += row.ExceptionCount(code);
        return count;
    }

    private void Take(string client)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_clients[i] == client) return;
        }
        if (_count == MostClients) _hasMoreClients = true;
        else _clients[_count++] = client;
    }
}
