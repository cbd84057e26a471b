using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Settings;

/// <summary>Whether a board can serve and hold what a configuration asks for. Pure. The hosted module does not ask.</summary>
public static class BoardCheck
{
    private const int LeastEvents = 64;

    // So many rows of traffic, and the client that the table knows for them, are saved together.
    private const int RowsAtOnce = 4;

    /// <summary>Adds what the board cannot do, with the largest value that it can.</summary>
    /// <param name="settings">Checked.</param>
    /// <param name="policy">Checked.</param>
    /// <param name="board">The board.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Run(ModuleSettings settings, CompiledPolicy policy, BoardLimits board, ProblemList problems)
    {
        int most = MostSessions(settings, board);
        // Where the policy is silent there are as many as the board serves.
        var budget = new MemoryBudget(settings, policy, policy.LimitsSessions ? policy.Limits.Sessions : most > 0 ? most : 1);
        if (budget.Sessions > most) Clients(settings, budget, board, most, problems);
        string largest = Footprint.LargestObject.ToString();
        string oneArray = "one array holds them, and the interpreter has none of more than " + largest + " bytes";
        int mostEvents = Footprint.LargestObject / EventRecord.Size;
        int mostRows = TrafficTable.MostRowsOfOneArray(Footprint.LargestObject);
        if (budget.Events > mostEvents)
        {
            Spool(budget, board, mostEvents, oneArray, problems);
        }
        else if (budget.TrafficRows > mostRows)
        {
            TrafficRows(budget, board, mostRows, oneArray, problems);
        }
        else if (budget.Total > board.Budget)
        {
            Heap(budget, board, problems);
        }
        if (board.NeedsRsa && settings.IsOn(SettingKeys.ListenTls))
        {
            problems.Warn(
                0, 0, "", "TLS 1.2 takes RSA certificates alone on " + board.Board + ": clients with others need TLS 1.3",
                "give the module an RSA certificate, and clients that speak no TLS 1.3 one as well");
        }
        if (board.PlcLinks == 0 && budget.PlcConnections > 0)
        {
            problems.Warn(
                0, 0, "", board.Board + " has no network of its own toward the PLC: clients on the same one can go around the module",
                "put the PLC on a serial bus, or see to it that nobody but the module reaches it");
        }
    }

    // Every session over the network has a connection of the TCP stack and,
    // by TLS, memory of its own. Clients at a serial port have neither.
    private static int MostSessions(ModuleSettings settings, BoardLimits board)
    {
        int bySockets = board.Sockets - Taken(settings, board);
        bool isByTls = settings.IsOn(SettingKeys.ListenTls) && ByTls(settings, board) < bySockets;
        int most = isByTls ? ByTls(settings, board) : bySockets;
        return (Listeners(settings) == 0 ? 0 : most) + PlcPortPlan.Clients(settings).Length;
    }

    private static int Listeners(ModuleSettings settings)
    {
        return (settings.IsOn(SettingKeys.ListenTls) ? 1 : 0) + (settings.IsOn(SettingKeys.UnsafePlainListen) ? 1 : 0);
    }

    // Connections that are not clients'.
    private static int Taken(ModuleSettings settings, BoardLimits board)
    {
        int plc = board.PlcLinks == 0 && settings.IsOn(SettingKeys.PlcAddress) ? settings.Number(SettingKeys.PlcConnections) : 0;
        return Listeners(settings) + (settings.IsOn(SettingKeys.MqttBroker) ? 1 : 0) + plc;
    }

    private static int ByTls(ModuleSettings settings, BoardLimits board)
    {
        bool isBroker = settings.IsOn(SettingKeys.MqttBroker) && settings.Text(SettingKeys.MqttTls) == "on";
        return board.TlsConnections - (isBroker ? 1 : 0);
    }

    private static void Clients(ModuleSettings settings, MemoryBudget budget, BoardLimits board, int most, ProblemList problems)
    {
        int taken = Taken(settings, board);
        bool isByTls = settings.IsOn(SettingKeys.ListenTls) && ByTls(settings, board) < board.Sockets - taken;
        string why = isByTls
            ? "each takes " + MemoryBudget.TlsConnection.ToString() + " bytes beside the heap, where there are "
                + board.TlsMemory.ToString()
            : "it has " + board.Sockets.ToString() + " connections, of which " + taken.ToString()
                + " are taken by listeners, broker and PLC";
        string remedy = most > 0
            ? "write `limit module sessions " + most.ToString() + "` in the policy"
            : "turn mqtt.broker or one of the listeners off, or lower plc.connections";
        problems.Error(
            0, 0, "",
            "the policy allows " + budget.Sessions.ToString() + " sessions, and " + board.Board + " serves fewer clients at once: " + why,
            remedy);
    }

    // The setting that takes most is named; where it alone cannot make it fit, so is the largest that still helps.
    private static void Heap(MemoryBudget budget, BoardLimits board, ProblemList problems)
    {
        long excess = budget.Total - board.Budget;
        long sessions = (long)budget.Sessions * budget.OneSession;
        string takes = "would take " + budget.Total.ToString() + " bytes of the " + board.Budget.ToString() + " that " + board.Board
            + " has for it";
        long others = sessions > budget.Policy ? sessions : budget.Policy;
        if (budget.Traffic >= others && budget.Traffic >= budget.Spool)
        {
            TrafficRows(budget, board, FewerRows(budget, excess), takes, problems);
            return;
        }
        if (budget.Spool >= others)
        {
            Spool(budget, board, (int)Less(budget.Events, excess, MemoryBudget.SpooledEvent, LeastEvents), takes, problems);
            return;
        }
        if (sessions >= budget.Policy)
        {
            int most = (int)Less(budget.Sessions, excess, budget.OneSession, 1);
            problems.Error(
                0, 0, "", budget.Sessions.ToString() + " sessions take " + sessions.ToString() + " bytes; all together " + takes,
                "write `limit module sessions " + most.ToString() + "` in the policy, or lower frame.max");
            return;
        }
        problems.Error(
            0, 0, "", "the policy takes " + budget.Policy.ToString() + " bytes; all together " + takes,
            "write fewer lines, or roles that include less");
    }

    private static void Spool(MemoryBudget budget, BoardLimits board, int most, string why, ProblemList problems)
    {
        Setting(SettingKeys.EventsSpool, budget.Events, budget.Spool, board, most, why, problems);
    }

    private static void TrafficRows(MemoryBudget budget, BoardLimits board, int most, string why, ProblemList problems)
    {
        Setting(SettingKeys.TrafficRows, budget.TrafficRows, budget.Traffic, board, most, why, problems);
    }

    private static void Setting(string key, int value, long bytes, BoardLimits board, int most, string why, ProblemList problems)
    {
        string number = value.ToString();
        problems.Error(
            0, 0, number, key + " " + number + " takes " + bytes.ToString() + " bytes on " + board.Board + ": " + why,
            "set " + key + " to " + most.ToString() + " or less");
    }

    private static int FewerRows(MemoryBudget budget, long excess)
    {
        int rows = budget.TrafficRows / RowsAtOnce * RowsAtOnce;
        while (rows > TrafficTable.DeviceRows && MemoryBudget.TrafficOf(rows) > budget.Traffic - excess) rows -= RowsAtOnce;
        return rows;
    }

    private static long Less(long value, long excess, int each, int least)
    {
        long less = value - (excess + each - 1) / each;
        return less > least ? less : least;
    }
}
