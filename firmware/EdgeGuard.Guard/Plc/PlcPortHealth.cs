using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>How the PLC of a line is, by what requests find, over whichever
/// connection. Any thread; nothing of ours is taken inside it.</summary>
/// <remarks>Told are changes: lost once, and back once. What comes between are attempts, and are counted.</remarks>
internal sealed class PlcPortHealth
{
    private const int Units = 256;

    private readonly object _gate = new object();
    private readonly IClock _clock;

    // Requests in a row that a unit, by its id on the line, has not answered; as many as matter.
    private readonly byte[] _unanswered = new byte[Units];
    private PlcState _state;
    private long _since;
    private int _changes;

    // In a row, over all connections and units.
    private int _timeouts;
    private int _fruitless;

    // Connections that stand, and over which something was answered.
    private int _answering;
    private bool _hasAnswered;
    private long _answeredAt;
    private bool _isToldConnected;
    private bool _isToldLost;

    internal PlcPortHealth(IClock clock)
    {
        _clock = clock;
        _since = clock.Now;
    }

    /// <summary>Counts the changes.</summary>
    internal int Changes
    {
        get { lock (_gate) return _changes; }
    }

    /// <summary>How it is, and since when, monotonic milliseconds.</summary>
    internal PlcState State(out long since)
    {
        lock (_gate)
        {
            since = _since;
            return _state;
        }
    }

    /// <summary>Whether a unit, by its id on the line, did not answer when it was asked last, and the times before.</summary>
    internal bool IsSilent(byte unit)
    {
        lock (_gate) return _unanswered[unit] >= GuardLimits.TimeoutsBeforeReconnect;
    }

    /// <summary>Whether anything was answered in the last so many milliseconds.</summary>
    internal bool HasAnsweredWithin(int milliseconds)
    {
        lock (_gate) return _hasAnswered && _clock.Now - _answeredAt < milliseconds;
    }

    /// <summary>A connection stands. True: the first one, which is to be told.</summary>
    internal bool Connected()
    {
        lock (_gate)
        {
            if (_isToldConnected || _isToldLost) return false;
            _isToldConnected = true;
            return true;
        }
    }

    /// <summary>A unit has answered.</summary>
    /// <param name="unit">Its id on the line.</param>
    /// <param name="isForwarders">Whether it was a gateway that answered, because the unit does not.</param>
    /// <param name="isFirst">Whether nothing was answered over that connection before.</param>
    /// <param name="lostMs">For how long the PLC had been lost.</param>
    /// <returns>True: it had been told lost, and is back.</returns>
    internal bool Answered(byte unit, bool isForwarders, bool isFirst, out long lostMs)
    {
        lock (_gate)
        {
            if (isFirst) _answering++;
            _timeouts = 0;
            _fruitless = 0;
            _hasAnswered = true;
            _answeredAt = _clock.Now;
            lostMs = _answeredAt - _since;
            if (isForwarders) Miss(unit);
            else Clear(unit);
            Change(PlcState.Answers);
            bool isBack = _isToldLost;
            _isToldLost = false;
            _isToldConnected = true;
            return isBack;
        }
    }

    /// <summary>A unit has not answered in time. True: with it the PLC is lost, and that is to be told.</summary>
    internal bool TimedOut(byte unit)
    {
        lock (_gate)
        {
            Miss(unit);
            if (_timeouts < GuardLimits.TimeoutsBeforeReconnect) _timeouts++;
            return _timeouts == GuardLimits.TimeoutsBeforeReconnect && Lose(PlcState.Silent);
        }
    }

    /// <summary>A connection could not be made, or ended or was given up before anything was answered over it. True: with it the PLC is
    /// lost, and that is to be told. Where other connections stand and answer it is not: a PLC may take fewer than it is offered.</summary>
    internal bool Failed(PlcState how)
    {
        lock (_gate) return _answering == 0 && Lose(how);
    }

    /// <summary>A connection over which something was answered is gone.</summary>
    internal void Gone()
    {
        lock (_gate) _answering--;
    }

    /// <summary>A connection is given up over which nothing was answered, although
    /// it stood. True: it is the third in a row, which is to be told.</summary>
    internal bool WasFruitless()
    {
        lock (_gate)
        {
            if (_fruitless >= GuardLimits.FruitlessConnections) return false;
            return ++_fruitless == GuardLimits.FruitlessConnections;
        }
    }

    // All below: the caller holds the lock.
    private void Miss(byte unit)
    {
        if (_unanswered[unit] >= GuardLimits.TimeoutsBeforeReconnect) return;
        if (++_unanswered[unit] == GuardLimits.TimeoutsBeforeReconnect) _changes++;
    }

    private void Clear(byte unit)
    {
        if (_unanswered[unit] >= GuardLimits.TimeoutsBeforeReconnect) _changes++;
        _unanswered[unit] = 0;
    }

    private bool Lose(PlcState how)
    {
        // Since when it is lost counts from the first kind of trouble on.
        if (PlcStateText.IsTrouble(_state)) SetState(how);
        else Change(how);
        if (_isToldLost) return false;
        _isToldLost = true;
        return true;
    }

    private void Change(PlcState state)
    {
        if (_state == state) return;
        _since = _clock.Now;
        SetState(state);
    }

    private void SetState(PlcState state)
    {
        if (_state == state) return;
        _state = state;
        _changes++;
    }
}
