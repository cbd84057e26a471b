using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Shell;

/// <summary>How the PLCs and buses are, for people.</summary>
internal static class PlcWords
{
    /// <summary>State and since when: <c>NOT REACHABLE since 2026-11-30 05:19:14Z</c>.</summary>
    internal static string State(PlcStatus plc)
    {
        string words = PlcStateText.Of(plc.State);
        return plc.State == PlcState.Unknown || plc.State == PlcState.Released ? words : words + Since(plc);
    }

    /// <summary>One line for each PLC or bus that somebody should look after.</summary>
    internal static string[] Alarms(ConsoleServices services)
    {
        PlcStatus[] plcs = services.Platform.Plcs();
        int count = 0;
        for (int i = 0; i < plcs.Length; i++)
        {
            if (PlcStateText.IsTrouble(plcs[i].State)) count++;
        }
        var lines = new string[count];
        count = 0;
        for (int i = 0; i < plcs.Length; i++)
        {
            if (PlcStateText.IsTrouble(plcs[i].State)) lines[count++] = plcs[i].Name + ": " + State(plcs[i]);
        }
        return lines;
    }

    /// <summary>That the module has let go of the PLCs, until when and who wanted it; empty where it has not.</summary>
    internal static string Released(ConsoleServices services)
    {
        PlcStatus[] plcs = services.Platform.Plcs();
        if (plcs.Length == 0 || plcs[0].ReleasedMs == 0) return "";
        return "PLC and buses, for " + TerminalText.Duration(plcs[0].ReleasedMs + 999) + " more, by " + plcs[0].ReleasedBy
            + ": clients get 0A";
    }

    /// <summary>Unit ids, those in a row as a range: <c>3, 7-9</c>.</summary>
    internal static string Units(byte[] units)
    {
        StringBuilder text = TextBuilder.New();
        for (int i = 0; i < units.Length;)
        {
            int last = i;
            while (last + 1 < units.Length && units[last + 1] == units[last] + 1) last++;
            if (i > 0) text.Append(", ");
            text.Append((int)units[i]);
            if (last > i) text.Append("-").Append((int)units[last]);
            i = last + 1;
        }
        return text.ToString();
    }

    private static string Since(PlcStatus plc)
    {
        return plc.SinceUtc > 0 ? " since " + TerminalText.Utc(plc.SinceUtc) : " for " + TerminalText.Duration(plc.SinceMs);
    }
}
