using EdgeGuard.Store.Island;

namespace EdgeGuard.Shell.Commands;

/// <summary>Cutting the plant's clients off, and letting them in again.</summary>
internal static class IslandCommands
{
    internal static void On(ConsoleSession session, CommandWords words)
    {
        IslandFault fault = session.Services.Island.Enter(session.Person!, out int ended);
        if (fault == IslandFault.StoreRefused)
            session.Fail("the module is an island now, but the store refused to write: a restart would open it", "the medium is full or worn out");
        else if (fault == IslandFault.Already) session.Fail("the module is an island already", "'island off' lets clients in again");
        else Finish(session, fault);
        if (fault != IslandFault.None || session.IsBatch) return;
        session.Output.Line("Closed: " + ended + (ended == 1 ? " session has" : " sessions have") + " ended, and nobody is let in. Reports go on.");
        session.Output.Line("No restart opens it: 'island off' does.");
    }

    internal static void Off(ConsoleSession session, CommandWords words)
    {
        IslandFault fault = session.Services.Island.Leave(session.Person!);
        if (fault == IslandFault.StoreRefused) session.Fail("the store refused to write; the module stays an island", "the medium is full or worn out");
        else if (fault == IslandFault.Already) session.Fail("the module is no island", "");
        else Finish(session, fault);
        if (fault == IslandFault.None && !session.IsBatch) session.Output.Line("Open: clients are let in again.");
    }

    /// <summary>Whose island it is, for people; empty where it is none.</summary>
    internal static string Words(ConsoleSession session)
    {
        IslandMark mark = session.Services.Island.Mark;
        if (!mark.IsOn) return "";
        string by = mark.By.Length > 0 ? " since " + (mark.Utc > 0 ? LoginCommands.Time(mark.Utc) : "a time that was not known") + ", by " + mark.By : ", for its record is damaged";
        return "nobody is let in" + by;
    }

    private static void Finish(ConsoleSession session, IslandFault fault)
    {
        if (fault == IslandFault.NotAllowed) session.Fail("this account may not do that", "ask somebody whose account is a technician's");
    }
}
