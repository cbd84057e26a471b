using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>While a configuration is on trial: which requests it refuses that the one before would have let through. Any thread.</summary>
/// <remarks>
/// The sessions ask it about each refusal; it judges the request once more under the old configuration. Allocates nothing after
/// the constructor, and keeps a bounded number of different requests; all are counted. Where the old configuration would first have read
/// a value from the PLC it says "perhaps": nothing is read for it.
/// </remarks>
public sealed class LiveDifference
{
    /// <summary>Different requests that are kept.</summary>
    public const int MaxRows = 32;

    private readonly GuardConfiguration _before;
    private readonly object _gate = new object();

    // Under the lock:
    private readonly LiveDifferenceRow[] _rows = new LiveDifferenceRow[MaxRows];
    private readonly Request _request = new Request();
    private readonly Decision _decision = new Decision();
    private readonly JudgeInput _input = new JudgeInput();
    private readonly WeekMinuteCache _week = new WeekMinuteCache();
    private int _rowCount;
    private int _requests;
    private bool _hasEnded;

    /// <param name="before">The configuration that was in force before.</param>
    public LiveDifference(GuardConfiguration before)
    {
        _before = before;
        for (int i = 0; i < MaxRows; i++) _rows[i] = new LiveDifferenceRow();
    }

    /// <summary>Requests refused so far that would have been let through.</summary>
    public int Requests
    {
        get
        {
            lock (_gate) return _requests;
        }
    }

    /// <summary>The different ones among them, at most <see cref="MaxRows"/>, in the order in which they first came. Copies.</summary>
    public LiveDifferenceRow[] Rows()
    {
        lock (_gate)
        {
            var rows = new LiveDifferenceRow[_rowCount];
            for (int i = 0; i < rows.Length; i++) rows[i] = _rows[i].Copy();
            return rows;
        }
    }

    /// <summary>Notes nothing more: the trial is over.</summary>
    public void End()
    {
        lock (_gate) _hasEnded = true;
    }

    /// <summary>A request was refused, whose frame stands in the buffer.</summary>
    internal void Note(Peer peer, byte[] frame, int offset, int length, Decision refusal, IClock clock)
    {
        lock (_gate)
        {
            if (_hasEnded) return;
            byte unit = Mbap.UnitId(frame, offset);
            _request.Decode(_before.Units.Map(unit), frame, offset + ModbusLimits.MbapHeader, length - ModbusLimits.MbapHeader);
            if (!WouldPass(peer, clock)) return;
            if (_requests < int.MaxValue) _requests++;
            bool isCertain = _decision.Verdict != Verdict.NeedValue;
            for (int i = 0; i < _rowCount; i++)
            {
                if (_rows[i].TryCount(peer, _request, isCertain, refusal)) return;
            }
            if (_rowCount < MaxRows) _rows[_rowCount++].Begin(peer, _request, isCertain, refusal);
        }
    }

    private bool WouldPass(Peer peer, IClock clock)
    {
        _input.Now = clock.Now;
        _input.WeekMinute = _week.Get(_before.SiteTime, clock);
        _input.IsSerialBus = _before.Routes.IsBroadcast;
        Judge.Run(_before.Policy, _before.Policy.RoleIndex(peer.Role), _request, _input, _decision);
        if (_decision.Verdict != Verdict.Refuse) return true;
        return _before.Mode == GuardMode.Observe && Judge.ObserveForwards(_decision.Reason);
    }
}
