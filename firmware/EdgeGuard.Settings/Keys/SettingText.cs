namespace EdgeGuard.Settings;

/// <summary>Reads and writes single values of the settings text. False for anything that is not wholly one.</summary>
public static class SettingText
{
    private const int MaxDigits = 15;

    /// <summary>A whole number without sign.</summary>
    public static bool TryNumber(string text, out long value)
    {
        value = 0;
        if (text.Length == 0 || text.Length > MaxDigits) return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < '0' || text[i] > '9') return false;
            value = value * 10 + (text[i] - '0');
        }
        return true;
    }

    /// <summary>A whole number with a unit, to milliseconds.</summary>
    public static bool TryDuration(string text, out long milliseconds)
    {
        char[] letters = text.ToCharArray();
        int end = 0;
        while (end < letters.Length && letters[end] >= '0' && letters[end] <= '9') end++;
        milliseconds = 0;
        long factor = UnitFactor(text.Substring(end));
        if (end > 9 || factor == 0 || !TryNumber(text.Substring(0, end), out long number)) return false;
        milliseconds = number * factor;
        return true;
    }

    /// <summary>Milliseconds, not below 0, in the largest unit that shows them whole: <c>10m</c>.</summary>
    public static string Duration(long milliseconds)
    {
        if (milliseconds % UnitFactor("s") != 0) return milliseconds.ToString() + "ms";
        string unit = "s";
        if (milliseconds > 0 && milliseconds % UnitFactor("m") == 0) unit = "m";
        if (milliseconds > 0 && milliseconds % UnitFactor("h") == 0) unit = "h";
        if (milliseconds > 0 && milliseconds % UnitFactor("d") == 0) unit = "d";
        return (milliseconds / UnitFactor(unit)).ToString() + unit;
    }

    /// <summary><c>host:port</c>, <c>[v6]:port</c>: the one form of it, in
    /// settings and on command lines. The port may be 0: any free one.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="host">A name or an address, the brackets taken off. Whether there is such a host is not asked.</param>
    /// <param name="port">0 … 65535.</param>
    public static bool TryEndpoint(string text, out string host, out int port)
    {
        host = "";
        port = 0;
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !TryNumber(text.Substring(colon + 1), out long number) || number > 65535) return false;
        host = text.Substring(0, colon);
        port = (int)number;
        if (host[0] != '[') return IsHost(host, "-_.");
        if (host.Length < 4 || host[host.Length - 1] != ']') return false;
        host = host.Substring(1, host.Length - 2);
        // Behind the % stands the interface of a link-local address.
        return host.IndexOf(':') >= 0 && IsHost(host, ":.%-_");
    }

    /// <summary>Two words with spaces between: the form of aliases and address roles. The second may hold spaces when quoted.</summary>
    public static bool TryPair(string text, out string first, out string second)
    {
        int space = text.IndexOf(' ');
        first = space < 0 ? text : text.Substring(0, space);
        second = space < 0 ? "" : text.Substring(space + 1).Trim();
        if (second.Length >= 2 && second[0] == '"' && second[second.Length - 1] == '"')
        {
            second = second.Substring(1, second.Length - 2);
            return second.IndexOf('"') < 0 && second.Length > 0;
        }
        return second.Length > 0 && second.IndexOf(' ') < 0 && second.IndexOf('"') < 0;
    }

    /// <summary>A unit id, 0…255.</summary>
    public static bool TryUnit(string text, out int unit)
    {
        bool isNumber = TryNumber(text, out long number);
        unit = isNumber && number <= 255 ? (int)number : 0;
        return isNumber && number <= 255;
    }

    private static bool IsHost(string text, string signs)
    {
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            char c = letters[i];
            bool isPlain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isPlain && signs.IndexOf(c) < 0) return false;
        }
        return true;
    }

    private static long UnitFactor(string unit)
    {
        switch (unit)
        {
            case "ms": return 1;
            case "s": return 1000;
            case "m": return 60_000;
            case "h": return 3_600_000;
            case "d": return 86_400_000;
            default: return 0;
        }
    }
}
