namespace EdgeGuard.Settings;

/// <summary>Reads one POSIX TZ string: <c>std offset [dst [offset] [,rule,rule]]</c>. One a text.</summary>
internal sealed class ZoneReader
{
    private const long Hour = 3600;
    private const int MaxText = 64;

    private readonly string _text;
    private int _at;
    private string _problem = "";

    internal ZoneReader(string text)
    {
        _text = text;
    }

    internal SiteZone? Read(out string problem)
    {
        SiteZone? zone = _text.Length <= MaxText ? Zone() : null;
        if (_text.Length > MaxText) Fail("is longer than " + MaxText.ToString() + " characters");
        problem = _problem;
        return _problem.Length == 0 ? zone : null;
    }

    private SiteZone? Zone()
    {
        Name("the zone's name");
        // POSIX counts west of Greenwich as positive.
        long standard = -Time(24, true, "the zone's offset from UTC");
        if (AtEnd()) return new SiteZone(standard, standard, null, null);
        Name("the name of daylight saving time");
        long daylight = standard + Hour;
        if (!AtEnd() && Peek() != ',') daylight = -Time(24, true, "the offset of daylight saving time");
        if (AtEnd()) Fail("says that there is daylight saving time, but not from when to when: add ',M3.5.0,M10.5.0' or the like");
        ZoneRule? begin = Rule();
        ZoneRule? end = Rule();
        if (_problem.Length == 0 && !AtEnd()) Fail("has more behind its second rule: '" + _text.Substring(_at) + "'");
        return new SiteZone(standard, daylight, begin, end);
    }

    // Three letters or more, or anything between < and >.
    private void Name(string what)
    {
        if (!AtEnd() && Peek() == '<')
        {
            int close = _text.IndexOf('>', _at);
            if (close < _at + 4) Fail("lacks " + what + ": three characters or more between '<' and '>'");
            else _at = close + 1;
            return;
        }
        int start = _at;
        while (!AtEnd() && IsLetter(Peek())) _at++;
        if (_at - start < 3) Fail("lacks " + what + ": three letters or more");
    }

    // [+|-]hh[:mm[:ss]], in seconds.
    private long Time(int maxHours, bool signed, string what)
    {
        bool negative = false;
        if (signed && !AtEnd() && (Peek() == '-' || Peek() == '+'))
        {
            negative = Peek() == '-';
            _at++;
        }
        long seconds = Number(0, maxHours, what) * Hour;
        if (Take(':')) seconds += Number(0, 59, what) * 60;
        if (Take(':')) seconds += Number(0, 59, what);
        return negative ? -seconds : seconds;
    }

    private ZoneRule? Rule()
    {
        if (_problem.Length > 0) return null;
        if (!Take(','))
        {
            Fail("needs two rules: when daylight saving time begins, and when it ends");
            return null;
        }
        if (Take('M'))
        {
            int month = Number(1, 12, "the month of a rule");
            Need('.');
            int week = Number(1, 5, "the week of a rule");
            Need('.');
            int day = Number(0, 6, "the weekday of a rule");
            return ZoneRule.OfMonth(month, week, day, RuleTime());
        }
        if (Take('J')) return ZoneRule.OfJulianDay(Number(1, 365, "the day of a rule"), RuleTime());
        return ZoneRule.OfDay(Number(0, 365, "the day of a rule"), RuleTime());
    }

    // Up to a week either way, as the zone database uses it.
    private long RuleTime()
    {
        return Take('/') ? Time(167, true, "the time of a rule") : 2 * Hour;
    }

    private int Number(int min, int max, string what)
    {
        int start = _at;
        int value = 0;
        while (!AtEnd() && Peek() >= '0' && Peek() <= '9' && _at - start < 4)
        {
            value = value * 10 + (Peek() - '0');
            _at++;
        }
        if (_at == start || value < min || value > max)
        {
            Fail("lacks " + what + ", a number from " + min.ToString() + " to " + max.ToString());
        }
        return value;
    }

    private void Need(char c)
    {
        if (!Take(c)) Fail("lacks a '" + c.ToString() + "' at character " + (_at + 1).ToString());
    }

    private bool Take(char c)
    {
        if (AtEnd() || Peek() != c) return false;
        _at++;
        return true;
    }

    private bool AtEnd()
    {
        return _at >= _text.Length;
    }

    private char Peek()
    {
        return _text[_at];
    }

    // The first problem is the one that tells; what follows it only follows from it.
    private void Fail(string problem)
    {
        if (_problem.Length == 0) _problem = problem;
    }

    private static bool IsLetter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
