using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>The units behind the module, as a person reads them at a terminal of 80 columns. Pure.</summary>
public static class UnitScreen
{
    /// <summary>A line a unit, and below it what it says of itself.</summary>
    public static string[] Lines(UnitStatus[] units)
    {
        int count = 0;
        for (int i = 0; i < units.Length; i++) count += 1 + Told(units[i]);
        var lines = new string[count];
        int at = 0;
        for (int i = 0; i < units.Length; i++)
        {
            lines[at++] = Head(units[i]);
            at = Say(lines, at, units[i]);
        }
        return lines;
    }

    private static int Told(UnitStatus unit)
    {
        int count = unit.ServerId.Length > 0 ? 1 : 0;
        for (int i = 0; i < DeviceObject.Count; i++) count += unit.Text(i).Length > 0 ? 1 : 0;
        return count > 0 && unit.ToldAt > 0 ? count + 1 : count;
    }

    private static string Head(UnitStatus unit)
    {
        string seen = unit.FirstSeen == 0 ? "" : TerminalText.Utc(unit.FirstSeen) + " to " + TerminalText.Utc(unit.LastSeen);
        return TerminalText.Padded("unit " + unit.Unit.ToString(), 10) + TerminalText.Padded(State(unit.State), 11) + seen;
    }

    private static string State(string state)
    {
        return state == UnitStatus.Unknown ? "not asked" : state;
    }

    private static int Say(string[] lines, int at, UnitStatus unit)
    {
        int from = at;
        for (int i = 0; i < DeviceObject.Count; i++)
        {
            if (unit.Text(i).Length > 0) lines[at++] = Labelled(DeviceObject.Label(i), unit.Text(i));
        }
        if (unit.ServerId.Length > 0) lines[at++] = Labelled("server ID", Spaced(unit.ServerId));
        if (at > from && unit.ToldAt > 0) lines[at++] = Labelled("said at", TerminalText.Utc(unit.ToldAt));
        return at;
    }

    private static string Labelled(string label, string text)
    {
        return "  " + TerminalText.Padded(label, 14) + text;
    }

    // Pairs of digits: where a line is full it is broken between two.
    private static string Spaced(string hex)
    {
        char[] digits = hex.ToCharArray();
        StringBuilder text = TextBuilder.New();
        for (int i = 0; i < digits.Length; i++)
        {
            if (i > 0 && i % 2 == 0 && digits[i] != '.') text.Append(' ');
            text.Append(digits[i]);
        }
        return text.ToString();
    }
}
