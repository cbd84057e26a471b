using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>Every line behind the module, by the units on it. Any thread.</summary>
internal sealed class PlcPorts
{
    private readonly PlcPort[] _lines;

    internal PlcPorts(PlcPortSetup[] lines, IClock clock)
    {
        _lines = new PlcPort[lines.Length];
        for (int i = 0; i < lines.Length; i++) _lines[i] = lines[i].Create(i, clock);
    }

    /// <summary>Whether no connection of any line is taken.</summary>
    internal bool AreIdle
    {
        get
        {
            for (int i = 0; i < _lines.Length; i++)
            {
                if (!_lines[i].IsIdle) return false;
            }
            return true;
        }
    }

    /// <summary>Whether one of them is: see <see cref="PlcPort.IsInTrouble"/>.</summary>
    internal bool AreInTrouble
    {
        get
        {
            for (int i = 0; i < _lines.Length; i++)
            {
                if (_lines[i].IsInTrouble) return true;
            }
            return false;
        }
    }

    /// <summary>Counts the changes of what <see cref="Status"/> tells.</summary>
    internal int Changes
    {
        get
        {
            int changes = 0;
            for (int i = 0; i < _lines.Length; i++) changes = unchecked(changes + _lines[i].Changes);
            return changes;
        }
    }

    /// <summary>How each of them is: see <see cref="PlcPort.Status"/>.</summary>
    internal PlcStatus[] Status(UnitRoutes routes, long releasedMs, string releasedBy)
    {
        var status = new PlcStatus[_lines.Length];
        for (int i = 0; i < status.Length; i++) status[i] = _lines[i].Status(routes, i, releasedMs, releasedBy);
        return status;
    }

    /// <summary>Lets go of all of them, or takes them back.</summary>
    internal void Release(bool isReleased)
    {
        for (int i = 0; i < _lines.Length; i++) _lines[i].IsReleased = isReleased;
    }

    /// <summary>Closes what nobody uses: see <see cref="PlcPort.CloseIdle"/>.</summary>
    internal void CloseIdle(int idleMs, EventSource events)
    {
        for (int i = 0; i < _lines.Length; i++) _lines[i].CloseIdle(idleMs, events);
    }

    /// <summary>The line that a unit, as it is judged, is behind; null where there is none.</summary>
    internal PlcPort? For(GuardConfiguration configuration, byte unit)
    {
        int line = configuration.Routes.Line(unit);
        return line >= 0 && line < _lines.Length ? _lines[line] : null;
    }

    /// <summary>Ends the waiting of a ticket whose session is being ended, wherever it waits, now and for good.</summary>
    internal void Cancel(PlcPortTicket ticket)
    {
        for (int i = 0; i < _lines.Length; i++) _lines[i].Cancel(ticket);
    }

    /// <summary>Ends all waiting and every exchange, now and for good.</summary>
    internal void Stop()
    {
        for (int i = 0; i < _lines.Length; i++) _lines[i].Stop();
    }

    /// <summary>Frees the connections. After <see cref="Stop"/>, when no session is left.</summary>
    internal void Close()
    {
        for (int i = 0; i < _lines.Length; i++) _lines[i].Close();
    }
}
