using EdgeGuard.Modbus;

namespace EdgeGuard.Settings;

/// <summary>Where units are, as a person writes it: <c>1-4 on north</c>, <c>5 is 1 on south timeout 2s</c>, <c>9 on plc</c>. Immutable once
/// read.</summary>
public sealed class UnitSetting
{
    /// <summary>The name of the line to <c>plc.address</c>.</summary>
    public const string PlcPort = "plc";

    private const string Example = "a unit or a range and its line, such as '1-4 on north', '5 is 1 on north' or '5 on north timeout 2s'";
    private const int MaxTimeoutMs = 60_000;

    private UnitSetting(int first, int last)
    {
        First = first;
        Last = last;
        FirstOnLine = first;
    }

    /// <summary>First unit, as clients and the policy know it.</summary>
    public int First { get; }

    /// <summary>Last unit, likewise.</summary>
    public int Last { get; }

    /// <summary>The unit id that the first has on its line; the others follow.</summary>
    public int FirstOnLine { get; private set; }

    /// <summary>The bus, or <see cref="PlcPort"/>.</summary>
    public string Line { get; private set; } = "";

    /// <summary>Milliseconds that it may take to answer; 0: plc.timeout.</summary>
    public int TimeoutMs { get; private set; }

    /// <summary>Whether the line is a bus.</summary>
    public bool IsOnBus
    {
        get { return Line != PlcPort; }
    }

    /// <summary>Reads the value of <c>unit</c>. Null: <paramref name="expected"/> says what would be right.</summary>
    public static UnitSetting? Read(string text, out string expected)
    {
        expected = Example;
        var words = new SettingWords(text);
        string units = words.Next();
        int dash = units.IndexOf('-');
        string low = dash < 0 ? units : units.Substring(0, dash);
        string high = dash < 0 ? units : units.Substring(dash + 1);
        if (!SettingText.TryUnit(low, out int first) || !SettingText.TryUnit(high, out int last) || last < first) return null;
        var unit = new UnitSetting(first, last);
        string word = words.Next();
        if (word == "is")
        {
            unit.FirstOnLine = words.NextNumber(0, byte.MaxValue);
            word = words.Next();
        }
        unit.Line = words.Next();
        if (unit.FirstOnLine < 0 || word != "on" || unit.Line.Length == 0) return null;
        if (words.HasMore)
        {
            if (words.Next() == "timeout") unit.TimeoutMs = words.NextDuration(10, MaxTimeoutMs);
            if (unit.TimeoutMs <= 0 || words.HasMore) expected = "timeout and a time from 10ms to 60s at the end, such as 'timeout 2s'";
            if (unit.TimeoutMs <= 0 || words.HasMore) return null;
        }
        expected = unit.Misplaced();
        return expected.Length == 0 ? unit : null;
    }

    // A bus has units 1…247, and 0 for all of them at once; nothing else may become that, and it may become nothing else.
    private string Misplaced()
    {
        int lastOnLine = FirstOnLine + Last - First;
        if (lastOnLine > byte.MaxValue) return "unit ids up to 255 on the line";
        if (!IsOnBus) return "";
        bool isBroadcast = First == 0 && Last == 0 && FirstOnLine == 0;
        if (isBroadcast) return TimeoutMs == 0 ? "" : "no timeout for unit 0: a broadcast is not answered";
        bool fits = First > 0 && FirstOnLine > 0 && lastOnLine <= ModbusLimits.MaxSerialUnit;
        return fits ? "" : "units 1 to 247 on a bus; unit 0, a broadcast, is a line of its own: '0 on " + Line + "'";
    }
}
