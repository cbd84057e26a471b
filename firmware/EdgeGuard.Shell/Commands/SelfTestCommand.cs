using EdgeGuard.Checks;
using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>Has the module look at itself, and says what it found: a line a check.</summary>
internal static class SelfTestCommand
{
    private const int NameColumns = 15;
    private const int ResultColumns = 8;

    internal static void Run(ConsoleSession session, CommandWords words)
    {
        ConsoleServices services = session.Services;
        CheckList checks = services.SelfTest.Run(
            services.Clock, services.Configurations, services.Credentials, services.Isolation, services.Platform, session.Person!);
        for (int i = 0; i < checks.Count; i++)
        {
            if (session.IsBatch) session.Output.Line(Bare(checks[i]));
            else Show(session, checks[i]);
        }
        services.Events.Add(new Event { Code = EventCode.SelfTested, Peer = session.Person!.Peer, A = checks.Failures, B = checks.Count });
        if (checks.Failures > 0) session.Fail(checks.Failures + " of " + checks.Count + " checks FAILED", "");
        else if (!session.IsBatch) session.Output.Line(checks.Count + " checks, all ok.");
    }

    private static void Show(ConsoleSession session, SelfCheck check)
    {
        string head = TerminalText.Padded(check.Name, NameColumns) + TerminalText.Padded(check.IsOk ? "ok" : "FAILED", ResultColumns);
        session.Output.Line(head + check.Detail);
        if (check.Remedy.Length > 0) session.Output.Line("    " + check.Remedy);
    }

    // NAME ok|FAILED DETAIL (REMEDY): three words and the rest, whatever is in them.
    private static string Bare(SelfCheck check)
    {
        return check.Name + (check.IsOk ? " ok " : " FAILED ") + check.Detail + (check.Remedy.Length > 0 ? " (" + check.Remedy + ")" : "");
    }
}
