using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Which units of a bus do not answer, and for how long each is left alone. Any thread.</summary>
/// <remarks>
/// A request that is not answered costs the bus its whole time-out, at the expense of every other unit. So a unit that twice did not
/// answer is left alone for <see cref="GuardLimits.ProbeShare"/> times as long as its next try may cost, and for so many times more as
/// units are silent: all tries to silent units together take at most one part in <see cref="GuardLimits.ProbeShare"/> of the bus. The
/// next try is a client's own request; a read among them waits only as long as the unit has ever needed, with room to spare. After the
/// first time it is tried once more after no more than its time-out: noise loses a request now and then, a device that was just switched on
/// its first one, and the unit is well. Not sooner: if it was only late, its answer would pass for the one to the next request.
/// Times are monotonic microseconds; units are those of the bus.
/// </remarks>
internal sealed class UnitSilences
{
    private const int Units = 256;

    private readonly object _gate = new object();
    private readonly long[] _until = new long[Units];
    private readonly bool[] _isSilent = new bool[Units];
    private readonly bool[] _isDoubtful = new bool[Units];
    private readonly int[] _slowest = new int[Units];
    private int _silent;
    private int _changes;

    /// <summary>Whether there is a unit that does not answer.</summary>
    internal bool HasSilent
    {
        get { lock (_gate) return _silent > 0; }
    }

    /// <summary>Counts the changes of who is silent.</summary>
    internal int Changes
    {
        get { lock (_gate) return _changes; }
    }

    /// <summary>Whether the unit is taken for silent.</summary>
    internal bool IsSilent(byte unit)
    {
        lock (_gate) return _isSilent[unit];
    }

    /// <summary>Whether the unit is to be left alone now.</summary>
    internal bool IsBackedOff(byte unit, long now)
    {
        lock (_gate)
        {
            return (_isSilent[unit] || _isDoubtful[unit]) && now < _until[unit];
        }
    }

    /// <summary>Whether the unit did not answer the last time: it may be about to.</summary>
    internal bool Owes(byte unit)
    {
        lock (_gate)
        {
            return _isSilent[unit] || _isDoubtful[unit];
        }
    }

    /// <summary>How long to wait for a unit to begin its answer: the time-out, or less for a read that tries a silent unit.</summary>
    internal long Patience(byte unit, bool isRead, long timeoutUs)
    {
        lock (_gate)
        {
            return (_isSilent[unit] || _isDoubtful[unit]) && isRead ? TryUs(unit, timeoutUs) : timeoutUs;
        }
    }

    /// <summary>The unit answered.</summary>
    /// <param name="unit">Of the bus.</param>
    /// <param name="tookUs">How long it took to begin its answer.</param>
    /// <returns>True: it had been silent.</returns>
    internal bool Answered(byte unit, long tookUs)
    {
        lock (_gate)
        {
            int took = tookUs < int.MaxValue ? (int)tookUs : int.MaxValue;
            // A slow answer counts at once and is forgotten slowly.
            int slowest = _slowest[unit];
            _slowest[unit] = took > slowest ? took : slowest - (slowest - took) / GuardLimits.SlownessMemory;
            _isDoubtful[unit] = false;
            if (!_isSilent[unit]) return false;
            _isSilent[unit] = false;
            _silent--;
            _changes++;
            return true;
        }
    }

    /// <summary>The unit did not answer.</summary>
    /// <param name="unit">Of the bus.</param>
    /// <param name="now">The time now.</param>
    /// <param name="costUs">How long the bus was taken by the request.</param>
    /// <param name="timeoutUs">The unit's time-out.</param>
    /// <param name="leftAloneUs">For how long it is left alone now.</param>
    /// <returns>True: it is taken for silent, and was not before.</returns>
    internal bool Failed(byte unit, long now, long costUs, long timeoutUs, out long leftAloneUs)
    {
        lock (_gate)
        {
            bool isNew = !_isSilent[unit];
            if (isNew && !_isDoubtful[unit])
            {
                _isDoubtful[unit] = true;
                leftAloneUs = timeoutUs;
                _until[unit] = now + leftAloneUs;
                return false;
            }
            if (isNew)
            {
                _isSilent[unit] = true;
                _silent++;
                _changes++;
                // The first try has been paid for; what counts from now on is what the next one may cost.
                long wasted = timeoutUs - TryUs(unit, timeoutUs);
                costUs = wasted < costUs ? costUs - wasted : costUs;
            }
            leftAloneUs = costUs * GuardLimits.ProbeShare * _silent;
            _until[unit] = now + leftAloneUs;
            return isNew;
        }
    }

    private long TryUs(byte unit, long timeoutUs)
    {
        if (_slowest[unit] == 0) return timeoutUs;
        long enough = 2L * _slowest[unit] + GuardLimits.ProbeSlackUs;
        return enough < timeoutUs ? enough : timeoutUs;
    }
}
