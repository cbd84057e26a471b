using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Cutting the plant's clients off, and letting them in again.</summary>
internal static class IsolateCommands
{
    internal static void On(ConsoleSession session, CommandWords words)
    {
        IsolationFault fault = session.Services.Isolation.Enter(session.Person!, out int ended);
        if (fault == IsolationFault.StoreRefused)
            session.Fail("the module is isolated now, but the store refused to write: a restart would open it", "the medium is full or worn out");
        else if (fault == IsolationFault.Already) session.Fail("the module is isolated already", "'isolate off' lets clients in again");
        else Finish(session, fault);
        if (fault != IsolationFault.None || session.IsBatch) return;
        session.Output.Line("Closed: " + ended + (ended == 1 ? " session has" : " sessions have") + " ended, and nobody is let in. Reports go on.");
        session.Output.Line("No restart opens it: 'isolate off' does.");
    }

    internal static void Off(ConsoleSession session, CommandWords words)
    {
        IsolationFault fault = session.Services.Isolation.Leave(session.Person!);
        if (fault == IsolationFault.StoreRefused) session.Fail("the store refused to write; the module stays isolated", "the medium is full or worn out");
        else if (fault == IsolationFault.Already) session.Fail("the module is not isolated", "");
        else Finish(session, fault);
        if (fault == IsolationFault.None && !session.IsBatch) session.Output.Line("Open: clients are let in again.");
    }

    /// <summary>Whose isolation it is, for people; empty where it is none.</summary>
    internal static string Words(ConsoleSession session)
    {
        IsolationMark mark = session.Services.Isolation.Mark;
        if (!mark.IsOn) return "";
        string by = mark.By.Length > 0 ? " since " + (mark.Utc > 0 ? LoginCommands.Time(mark.Utc) : "a time that was not known") + ", by " + mark.By : ", for its record is damaged";
        return "nobody is let in" + by;
    }

    private static void Finish(ConsoleSession session, IsolationFault fault)
    {
        if (fault == IsolationFault.NotAllowed) session.Fail("this account may not do that", "ask somebody whose account is a technician's");
    }
}
