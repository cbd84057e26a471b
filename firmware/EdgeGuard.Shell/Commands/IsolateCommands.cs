using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Cutting the plant's clients off, and letting them in again.</summary>
internal static class IsolateCommands
{
    internal static void On(ConsoleSession session, CommandWords words)
    {
        IsolationFault fault = session.Services.Isolation.Enter(session.Person!, out int ended);
        Finish(session, fault, true);
        if (fault != IsolationFault.None || session.IsBatch) return;
        session.Output.Line(
            "Closed: " + ended + (ended == 1 ? " session has" : " sessions have") + " ended, and nobody is let in. Reports go on.");
        session.Output.Line("No restart opens it: 'isolate off' does.");
    }

    internal static void Off(ConsoleSession session, CommandWords words)
    {
        IsolationFault fault = session.Services.Isolation.Leave(session.Person!);
        Finish(session, fault, false);
        if (fault == IsolationFault.None && !session.IsBatch) session.Output.Line("Open: clients are let in again.");
    }

    /// <summary>Whose isolation it is, for people; empty where it is none.</summary>
    internal static string Words(ConsoleSession session)
    {
        IsolationMark mark = session.Services.Isolation.Mark;
        if (!mark.IsOn) return "";
        if (mark.By.Length == 0) return "nobody is let in, because the record of it is damaged";
        return "nobody is let in since " + (mark.Utc > 0 ? TerminalText.Utc(mark.Utc) : "a time that was not known") + ", by " + mark.By;
    }

    private static void Finish(ConsoleSession session, IsolationFault fault, bool isOn)
    {
        if (fault != IsolationFault.None) session.Fail(IsolationFaultText.Message(fault, isOn), IsolationFaultText.Remedy(fault, isOn));
    }
}
