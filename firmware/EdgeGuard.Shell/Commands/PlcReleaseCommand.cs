using EdgeGuard.Core;
using EdgeGuard.Settings;

namespace EdgeGuard.Shell;

/// <summary>Lending the PLC to another tool, such as the vendor's, where the PLC takes one connection or a bus one client.</summary>
internal static class PlcReleaseCommand
{
    private const long DefaultMs = 10 * 60_000;
    private const long MostMs = 12 * 60 * 60_000;
    private const string Off = "off";

    internal static void Run(ConsoleSession session, CommandWords words)
    {
        if (words[2] == Off) TakeBack(session);
        else LetGo(session, words);
    }

    private static void LetGo(ConsoleSession session, CommandWords words)
    {
        long ms = DefaultMs;
        bool isTime = words.Count < 3 || (words.Count == 3 && SettingText.TryDuration(words[2], out ms) && ms >= 1000 && ms <= MostMs);
        if (!isTime)
        {
            session.Fail("'" + words.Rest(2) + "' is no time from 1s to 12h", "'plc release 10m', or 'plc release off'");
        }
        else if (!session.Services.Platform.ReleasePlc((int)ms, session.Person!))
        {
            session.Fail("nothing is in force, so nothing is held", "");
        }
        else if (!session.IsBatch)
        {
            Tell(session, ms);
        }
    }

    private static void Tell(ConsoleSession session, long ms)
    {
        session.Output.Line("The module lets go of the PLC for " + TerminalText.Duration(ms) + ": clients get exception 0A meanwhile.");
        session.Output.Line("It comes back by itself; 'plc release off' takes it back at once.");
    }

    private static void TakeBack(ConsoleSession session)
    {
        if (!session.Services.Platform.TakePlc(session.Person!))
        {
            session.Fail("the module has not let go of the PLC", "'plc release 10m' does that");
        }
        else if (!session.IsBatch)
        {
            session.Output.Line("The PLC is the module's again.");
        }
    }
}
