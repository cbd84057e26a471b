using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>Makes a policy of what was recorded: as narrow as that is, for a person to read and to strike lines out of.</summary>
/// <remarks>
/// Ranges are joined where they touch; those that are read also over a hole of at most 8 addresses, as long as no more than one address in
/// ten of the range was never asked for. Reads and writes never share a line. Written values are bounded by what was seen, rounded
/// outward. Whoever was seen once, or for the first time at the end of the recording, gets lines of its own, which stand on top.
/// Allocates; not for the packet path.
/// </remarks>
public sealed class Proposer
{
    private const long Day = 24 * 3600 * 1000;

    // What is new is what began in the last day, or in the last tenth of a recording that is shorter than ten days.
    private const int NewShare = 10;

    private const string LookFirst = "# Look first at what is marked with !: seen once, or first at the end.\n"
        + "# Strike out what nobody can explain.\n";

    private const string NoEvidence = "# What each line rests on has no room in a policy: propose of less to see it.\n";

    private readonly TrafficRow[] _rows;
    private readonly Unproposed[] _reasons;
    private readonly ProposalOptions _options;
    private readonly ProposalRoles _roles = new ProposalRoles();
    private readonly ProposalPieces _pieces;
    private readonly ProposalLine[] _lines;
    private int _lineCount;
    private int _listed;
    private long _first;
    private long _last;

    private Proposer(TrafficRow[] rows, ProposalOptions options)
    {
        _options = options;
        _rows = Seen(rows, options.Since);
        _reasons = new Unproposed[_rows.Length];
        _pieces = new ProposalPieces(_rows.Length);
        _lines = new ProposalLine[_rows.Length];
    }

    /// <summary>Makes a proposal of all rows of a recording.</summary>
    /// <param name="rows">As they were at one moment. They are not changed.</param>
    /// <param name="options">The name, and since when.</param>
    public static Proposal Make(TrafficRow[] rows, ProposalOptions options)
    {
        var proposer = new Proposer(rows, options);
        proposer.Span();
        proposer.TakeRows();
        proposer._pieces.Join();
        proposer.MakeLines();
        return proposer.Finish();
    }

    /// <summary>Why a row would be listed and not proposed, its role aside.</summary>
    public static Unproposed Why(TrafficRow row)
    {
        if (row.IsMalformed || row.Function == 0 || row.Function >= FunctionCode.ExceptionFlag) return Unproposed.Malformed;
        if (!IsPublic(row.Function, row.SubFunction)) return Unproposed.Vendor;
        if (IsBroadcast(row)) return Unproposed.Broadcast;
        if (row.Refused > 0 && row.Refused + row.Limited >= row.Requests) return Unproposed.Refused;
        if (row.Client.Role == null) return Unproposed.NoRole;
        return ProposalRoles.CanBeWritten(row.Client.Role) ? Unproposed.None : Unproposed.RoleName;
    }

    /// <summary>Whether the specification has the function, and its sub-function where it has several.</summary>
    public static bool IsPublic(int function, int subFunction)
    {
        if (!FunctionTable.IsKnown(function)) return false;
        if (function == FunctionCode.Diagnostics) return DiagnosticsCode.IsPublic(subFunction);
        bool isEncapsulated = function == FunctionCode.EncapsulatedInterface;
        return !isEncapsulated || subFunction == FunctionCode.MeiDeviceIdentification || subFunction == FunctionCode.MeiCanOpen;
    }

    // Where the module is not told of a bus, a write to unit 0 that nobody answers is what a broadcast looks like.
    private static bool IsBroadcast(TrafficRow row)
    {
        if (row.Broadcasts > 0) return true;
        return row.Unit == ModbusLimits.BroadcastUnit && row.Answered == 0 && FunctionTable.IsWrite(row.Function);
    }

    private static TrafficRow[] Seen(TrafficRow[] rows, long since)
    {
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].LastSeen >= since) count++;
        }
        var seen = new TrafficRow[count];
        count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].LastSeen >= since) seen[count++] = rows[i];
        }
        return seen;
    }

    private void Span()
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            long first = _rows[i].FirstSeen;
            if (first > 0 && (_first == 0 || first < _first)) _first = first;
            if (_rows[i].LastSeen > _last) _last = _rows[i].LastSeen;
        }
    }

    private long NewSince()
    {
        long length = _last - _first;
        if (_first == 0 || length <= 0) return 0;
        long end = length / NewShare;
        return _last - (end < Day ? end : Day);
    }

    private void TakeRows()
    {
        long newSince = NewSince();
        for (int i = 0; i < _rows.Length; i++)
        {
            Unproposed why = Why(_rows[i]);
            int role = why == Unproposed.None ? _roles.Find(_rows[i].Client.Role!) : -1;
            if (why == Unproposed.None && role < 0) why = Unproposed.TooManyRoles;
            _reasons[i] = why;
            if (why == Unproposed.None) _pieces.Add(new ProposalPiece(_rows[i], role, new ProposalEvidence(_rows[i], newSince)));
            else _listed++;
        }
    }

    // The pieces of a role, function and unit stand together, and the first line of them is as far back as any can be added to.
    private void MakeLines()
    {
        int group = 0;
        for (int i = 0; i < _pieces.Count; i++)
        {
            if (i > 0 && _pieces[i].CompareGroup(_pieces[i - 1]) != 0) group = EndGroup(group);
            if (!IsAdded(_pieces[i], group)) _lines[_lineCount++] = new ProposalLine(_pieces[i]);
        }
        EndGroup(group);
    }

    private bool IsAdded(ProposalPiece piece, int group)
    {
        for (int i = group; i < _lineCount; i++)
        {
            if (_lines[i].TryAdd(piece)) return true;
        }
        return false;
    }

    // Lines of a unit that are complete: they may say what another unit's do. Where the next group's begin.
    private int EndGroup(int group)
    {
        int count = group;
        for (int i = group; i < _lineCount; i++)
        {
            bool isAdded = false;
            for (int j = group - 1; j >= 0 && !isAdded && _lines[j].Role == _lines[i].Role; j--) isAdded = _lines[j].TryAddUnits(_lines[i]);
            if (!isAdded) _lines[count++] = _lines[i];
        }
        _lineCount = count;
        return count;
    }

    private Proposal Finish()
    {
        var writer = new ProposalWriter(_roles, _lines, _lineCount);
        string head = ProposalWriter.Head(_options);
        long requests = 0;
        for (int i = 0; i < _rows.Length; i++) requests = TrafficColumn.Sum(requests, _rows[i].Requests);
        long allowed = Allowed(head + writer.Body(ProposalComments.None));
        long addresses = 0;
        long unseen = 0;
        int marked = 0;
        for (int i = 0; i < _lineCount; i++)
        {
            addresses += _lines[i].Addresses;
            unseen += _lines[i].Addresses - _lines[i].Seen;
            if (_lines[i].IsMarked) marked++;
        }
        string numbers = Numbers(requests, allowed, addresses, unseen);
        string marks = marked + _pieces.CoveredCount > 0 ? LookFirst : "";
        string text = head + numbers + marks + writer.Covered(_pieces) + writer.Body(ProposalComments.Evidence)
            + ProposalWriter.Listed(_rows, _reasons, _listed);
        // Too long with its evidence, it is a policy without; what has to be looked at stays marked as long as that fits.
        if (IsTooLong(text)) text = head + numbers + NoEvidence + (marked > 0 ? LookFirst : "") + writer.Body(ProposalComments.Marks);
        if (IsTooLong(text)) text = head + numbers + NoEvidence + writer.Body(ProposalComments.None);
        return new Proposal(text, requests, allowed, addresses, unseen, _lineCount, marked, _listed);
    }

    private static bool IsTooLong(string text)
    {
        return text.Length > GuardLimits.MaxPolicyText;
    }

    private long Allowed(string text)
    {
        CompiledPolicy? policy = PolicyReader.Read(text).Policy;
        if (policy == null) return 0;
        var check = new ProposalCheck(policy);
        long allowed = 0;
        for (int i = 0; i < _rows.Length; i++)
        {
            if (check.Allows(_rows[i])) allowed = TrafficColumn.Sum(allowed, _rows[i].Requests);
        }
        return allowed;
    }

    private string Numbers(long requests, long allowed, long addresses, long unseen)
    {
        string text = "# Recorded " + ProposalEvidence.Span(_first, _last) + " UTC";
        if (_options.Since > 0) text += ", and seen since " + ProposalEvidence.Moment(_options.Since);
        return text + ".\n# Allows " + allowed.ToString() + " of " + requests.ToString() + " requests.\n# Allows " + addresses.ToString()
            + " addresses, of which nobody asked for " + unseen.ToString() + ".\n";
    }
}
