using EdgeGuard.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Shell;

/// <summary>Who asks what of whom. What it looks like stands in <see cref="TrafficScreen"/>.</summary>
internal static class TrafficCommands
{
    internal static void Show(ConsoleSession session, CommandWords words)
    {
        StoredTraffic? traffic = Recorded(session);
        if (traffic == null) return;
        string[] lines = TrafficScreen.Lines(traffic.Table, session.Services.Clock, words.Rest(1));
        if (lines.Length == 0) session.Fail("'" + words.Rest(1) + "' is nothing there", "'traffic', 'traffic rate', 'traffic client 1'");
        for (int i = 0; i < lines.Length; i++) session.Output.Line(lines[i]);
    }

    internal static void Inventory(ConsoleSession session, CommandWords words)
    {
        StoredTraffic? traffic = Recorded(session);
        if (traffic == null) return;
        string[] lines = UnitScreen.Lines(new UnitStates(traffic.Table, session.Services.Clock).Units());
        if (lines.Length == 0) session.Output.Line("No unit was asked yet.");
        for (int i = 0; i < lines.Length; i++) session.Output.Line(lines[i]);
    }

    internal static void Reset(ConsoleSession session, CommandWords words)
    {
        StoredTraffic? traffic = Recorded(session);
        if (traffic != null) traffic.Reset();
    }

    /// <summary>What was recorded. Null: nothing is, and that was said.</summary>
    internal static StoredTraffic? Recorded(ConsoleSession session)
    {
        if (session.Services.Traffic == null) session.Fail("traffic is not recorded", "set traffic.rows to more than 0, and reboot");
        return session.Services.Traffic;
    }
}
