using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>What was recorded of one poll: a copy of one row of a <see cref="TrafficTable"/>, which no request changes any more.</summary>
/// <remarks>Counts never wrap: at long.MaxValue they stay. Reused by <see cref="TrafficTable"/>; not thread-safe.</remarks>
public sealed class TrafficRow
{
    /// <summary>Values told apart; when more different ones were written, <see cref="HasMoreValues"/>.</summary>
    public const int MaxDistinctValues = 8;

    /// <summary>The client of rows that could not be told apart by client any more: there were more than the table holds.</summary>
    public static readonly Peer SeveralClients = new Peer(PeerTransport.Unknown, "", "", null, "", long.MaxValue);

    private readonly int[] _distinct = new int[MaxDistinctValues];

    /// <summary>Who asks, and with which role, as it was when its last session began to ask; <see cref="SeveralClients"/> for those that
    /// found no place of their own.</summary>
    public Peer Client { get; internal set; } = SeveralClients;

    /// <summary>The unit id as the PLC has it, 0…255.</summary>
    public int Unit { get; internal set; }

    /// <summary>The function code as received, 0…255.</summary>
    public int Function { get; internal set; }

    /// <summary>Sub-function of 8, MEI type of 43; -1 where the function has none.</summary>
    public int SubFunction { get; internal set; } = -1;

    /// <summary>Requests with this function code that do not decode; they have no addresses.</summary>
    public bool IsMalformed { get; internal set; }

    /// <summary>First address: of what is written where the function writes; of 20 and 21 the first record number. 0 for none.</summary>
    public int Address { get; internal set; }

    /// <summary>How many from <see cref="Address"/> on, 1…65,536; of 08/0 the words that it brings; 0 for functions that have
    /// neither.</summary>
    public int Quantity { get; internal set; }

    /// <summary>First address that 23 reads; lowest file number of 20 and 21; 0 for all others.</summary>
    public int OtherAddress { get; internal set; }

    /// <summary>How many from <see cref="OtherAddress"/> on; 0 for all functions but 20, 21 and 23.</summary>
    public int OtherQuantity { get; internal set; }

    /// <summary>The largest quantity of one request, which after merging is less than <see cref="Quantity"/>.</summary>
    public int LargestQuantity
    {
        get { return (int)Numbers[TrafficColumn.LargestQuantity]; }
    }

    /// <summary>Rows that this one was merged from; 1: it is one poll, as it was asked.</summary>
    public long MergedRows
    {
        get { return Numbers[TrafficColumn.MergedRows]; }
    }

    /// <summary>All requests, whatever became of them.</summary>
    public long Requests
    {
        get { return Numbers[TrafficColumn.Requests]; }
    }

    /// <summary>Refused by the policy, and not sent.</summary>
    public long Refused
    {
        get { return Numbers[TrafficColumn.Refused]; }
    }

    /// <summary>Not allowed by the policy, and sent because the mode is observe.</summary>
    public long Observed
    {
        get { return Numbers[TrafficColumn.Observed]; }
    }

    /// <summary>Put off by a limit.</summary>
    public long Limited
    {
        get { return Numbers[TrafficColumn.Limited]; }
    }

    /// <summary>Answered by the unit, with an exception perhaps.</summary>
    public long Answered
    {
        get { return Numbers[TrafficColumn.Answered]; }
    }

    /// <summary>Sent to all units of a bus, which none answers.</summary>
    public long Broadcasts
    {
        get { return Numbers[TrafficColumn.Broadcasts]; }
    }

    /// <summary>Neither refused nor put off, and without an answer all the same.</summary>
    public long Unanswered
    {
        get { return Requests - Refused - Limited - Answered - Broadcasts; }
    }

    /// <summary>UTC milliseconds of the first request; 0: the clock was not set.</summary>
    public long FirstSeen { get; internal set; }

    /// <summary>UTC milliseconds of the last request; 0: the clock was not set.</summary>
    public long LastSeen { get; internal set; }

    /// <summary>Whether anything of it was seen in this run of the module.</summary>
    public bool IsOfThisRun { get; internal set; }

    /// <summary>Of a row of this run: the time that its last request was noted with.</summary>
    public long LastNoted { get; internal set; }

    /// <summary>Gaps between one request of the row and the next, within one run of the module.</summary>
    public long Gaps
    {
        get { return Numbers[TrafficColumn.Gaps]; }
    }

    /// <summary>Milliseconds; 0 without gaps.</summary>
    public long ShortestGap
    {
        get { return Smallest(TrafficColumn.ShortestGap); }
    }

    /// <summary>Milliseconds; 0 without gaps.</summary>
    public long LongestGap
    {
        get { return Numbers[TrafficColumn.LongestGap]; }
    }

    /// <summary>Milliseconds.</summary>
    public long GapSum
    {
        get { return Numbers[TrafficColumn.GapSum]; }
    }

    /// <summary>The sum of the squares of all gaps, in square milliseconds; long.MaxValue: more than that.</summary>
    public long GapSquares
    {
        get { return Numbers[TrafficColumn.GapSquares]; }
    }

    /// <summary>Answers whose time was taken.</summary>
    public long Responses
    {
        get { return Numbers[TrafficColumn.Responses]; }
    }

    /// <summary>Milliseconds from the verdict to the answer; 0 without answers.</summary>
    public long ShortestResponse
    {
        get { return Smallest(TrafficColumn.ShortestResponse); }
    }

    /// <summary>Milliseconds; 0 without answers.</summary>
    public long LongestResponse
    {
        get { return Numbers[TrafficColumn.LongestResponse]; }
    }

    /// <summary>Milliseconds.</summary>
    public long ResponseSum
    {
        get { return Numbers[TrafficColumn.ResponseSum]; }
    }

    /// <summary>Values recorded of writes that were sent: of 5 and 15 0 or 1 a coil, of 6, 16 and 23 one a register, of 22 the bits that it
    /// may change. 0 where values are not recorded.</summary>
    public long Values
    {
        get { return Numbers[TrafficColumn.Values]; }
    }

    /// <summary>0…65,535; 0 without values.</summary>
    public int SmallestValue
    {
        get { return (int)Smallest(TrafficColumn.SmallestValue); }
    }

    /// <summary>0…65,535; 0 without values.</summary>
    public int LargestValue
    {
        get { return (int)Numbers[TrafficColumn.LargestValue]; }
    }

    /// <summary>0…65,535; 0 without values.</summary>
    public int LastValue
    {
        get { return (int)Numbers[TrafficColumn.LastValue]; }
    }

    /// <summary>Different values told apart, at most <see cref="MaxDistinctValues"/>.</summary>
    public int DistinctValues { get; internal set; }

    /// <summary>More different values were written than are told apart.</summary>
    public bool HasMoreValues { get; internal set; }

    /// <summary>Number of the client in the table, and the row's place there, as they were.</summary>
    internal int ClientNumber { get; set; }

    internal int Place { get; set; }

    internal long[] Numbers { get; } = new long[TrafficColumn.Count];

    /// <summary>Different value number <paramref name="index"/> (0 … <see cref="DistinctValues"/> - 1), as they first came.</summary>
    public int DistinctValue(int index)
    {
        return _distinct[index];
    }

    /// <summary>Answers of the unit that were this exception.</summary>
    /// <param name="code">1…11 as in <see cref="ExceptionCode"/>; 0 for all codes beyond.</param>
    public long ExceptionCount(int code)
    {
        return code < 0 || code >= TrafficColumn.ExceptionCodes ? 0 : Numbers[TrafficColumn.Exceptions + code];
    }

    /// <summary>Takes the client, if it has no role, for one with this role: for a proposal that is to give it one.</summary>
    public void GiveRole(string role)
    {
        if (Client.Role != null || Client == SeveralClients) return;
        Client = new Peer(Client.Transport, Client.Address, Client.Subject, role, Client.Fingerprint, Client.ValidUntil);
    }

    internal void SetDistinctValue(int index, int value)
    {
        _distinct[index] = value;
    }

    private long Smallest(int column)
    {
        return Numbers[column] == TrafficColumn.NothingYet ? 0 : Numbers[column];
    }
}
