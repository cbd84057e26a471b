namespace EdgeGuard.Policy;

/// <summary>Whether one line holds at every time and in every state of the process in which another one does.</summary>
internal static class StateCover
{
    /// <summary>Of <c>during</c>. A line with windows needs the time, one without does not.</summary>
    internal static bool Windows(PolicyLine wide, PolicyLine narrow)
    {
        if (wide.Windows == null) return true;
        if (narrow.Windows == null) return false;
        for (int i = 0; i < narrow.Windows.Length; i++)
        {
            for (int day = 0; day < 7; day++)
            {
                TimeWindow window = narrow.Windows[i];
                if ((window.Days >> day & 1) != 0 && !HoldsThrough(wide.Windows, Start(window, day), End(window, day))) return false;
            }
        }
        return true;
    }

    /// <summary>Of <c>when</c>, for a request to one unit.</summary>
    internal static bool Whens(PolicyLine wide, PolicyLine narrow, int unit)
    {
        if (wide.Whens == null) return true;
        if (narrow.Whens == null) return false;
        for (int i = 0; i < wide.Whens.Length; i++)
        {
            if (!Follows(wide.Whens[i], narrow.Whens, unit)) return IsNever(narrow, unit);
        }
        return true;
    }

    /// <summary>Whether the <c>when</c> of a line contradict each other.</summary>
    internal static bool IsNever(PolicyLine line, int unit)
    {
        if (line.Whens == null) return false;
        for (int i = 0; i < line.Whens.Length; i++)
        {
            if (!CanHold(line.Whens[i], line.Whens, unit)) return true;
        }
        return false;
    }

    /// <summary>Whether a <c>when</c> of a line names a unit.</summary>
    internal static bool Names(PolicyLine line, int unit)
    {
        for (int i = 0; line.Whens != null && i < line.Whens.Length; i++)
        {
            if (line.Whens[i].Unit == unit) return true;
        }
        return false;
    }

    private static bool HoldsThrough(TimeWindow[] windows, int minute, int end)
    {
        while (minute < end)
        {
            int next = EndAt(windows, minute);
            if (next <= minute) return false;
            minute = next;
        }
        return true;
    }

    // The latest end of the windows that hold a minute, which may lie in the next week.
    private static int EndAt(TimeWindow[] windows, int minute)
    {
        int latest = minute;
        for (int i = 0; i < windows.Length; i++)
        {
            for (int day = -1; day <= 8; day++)
            {
                if ((windows[i].Days >> (day + 7) % 7 & 1) == 0) continue;
                int end = End(windows[i], day);
                if (Start(windows[i], day) <= minute && end > latest) latest = end;
            }
        }
        return latest;
    }

    private static int Start(TimeWindow window, int day)
    {
        return day * TimeWindow.Day + window.From;
    }

    private static int End(TimeWindow window, int day)
    {
        return (window.From < window.To ? day : day + 1) * TimeWindow.Day + window.To;
    }

    // Whether the given states are as fresh as one asks for, and never such that it does not hold.
    private static bool Follows(WhenClause when, WhenClause[] given, int unit)
    {
        bool isFresh = false;
        for (int i = 0; i < given.Length; i++)
        {
            if (IsSame(given[i], when, unit) && given[i].WithinMs <= when.WithinMs) isFresh = true;
        }
        return isFresh && !Counterexample(when, when, given, unit);
    }

    private static bool CanHold(WhenClause when, WhenClause[] given, int unit)
    {
        return Counterexample(when, null, given, unit);
    }

    // Whether the place of a `when` can hold a value that satisfies all that is given and not what is asked. Comparisons change their
    // answer beside the values that they name, and nowhere else.
    private static bool Counterexample(WhenClause place, WhenClause? asked, WhenClause[] given, int unit)
    {
        for (int i = -1; i < given.Length; i++)
        {
            WhenClause named = i < 0 ? place : given[i];
            if (!IsSame(named, place, unit)) continue;
            for (int value = named.Value - 1; value <= named.Value + 1; value++)
            {
                if (Satisfies(place, value, given, unit) && (asked == null || !WhenClause.Holds(asked.Operator, value, asked.Value)))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool Satisfies(WhenClause place, int value, WhenClause[] given, int unit)
    {
        if (value < 0 || value > WhenReader.Largest(place.Table)) return false;
        for (int i = 0; i < given.Length; i++)
        {
            if (IsSame(given[i], place, unit) && !WhenClause.Holds(given[i].Operator, value, given[i].Value)) return false;
        }
        return true;
    }

    private static bool IsSame(WhenClause a, WhenClause b, int unit)
    {
        return a.Table == b.Table && a.Address == b.Address && Unit(a, unit) == Unit(b, unit);
    }

    private static int Unit(WhenClause when, int unit)
    {
        return when.Unit == WhenClause.RequestUnit ? unit : when.Unit;
    }
}
