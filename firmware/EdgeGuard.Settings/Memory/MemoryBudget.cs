using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Settings;

/// <summary>What a configuration takes in a device's memory at full load, bytes. Pure; immutable.</summary>
/// <remarks>Objects are reckoned by <see cref="Footprint"/>; the constants are
/// what tests count in the objects themselves, and a little more.</remarks>
public sealed class MemoryBudget
{
    /// <summary>A TLS connection, beside the interpreter's heap: two records of 16 KB, keys and certificates. Estimated.</summary>
    public const int TlsConnection = 40 * 1024;

    /// <summary>An event in the spool: its record, whose it is, and who pays for its place.</summary>
    public const int SpooledEvent = EventRecord.Size + Footprint.Block + 1;

    /// <summary>A session and whose it is, without its frames.</summary>
    public const int Session = 2_370;

    /// <summary>A thread with the frames of its calls. Estimated.</summary>
    public const int Thread = 2_048;

    /// <summary>A client that is remembered.</summary>
    public const int Client = 300;

    /// <summary>A connection to the PLC, without its frame.</summary>
    public const int PlcConnection = 1_660;

    /// <summary>A serial bus.</summary>
    public const int Bus = 8_000;

    /// <summary>A serial port at which a client asks.</summary>
    public const int SerialClient = 3_000;

    /// <summary>The technician's console: one person, and a pasted text.</summary>
    public const int Console = 100_000;

    /// <summary>A row of the table of who asks what.</summary>
    public const int TrafficRow = 352;

    /// <summary>What a unit says of itself.</summary>
    public const int UnitIdentity = 500;

    /// <summary>Texts of two configurations: the one in force, and the one in work.</summary>
    public const int Texts = 2 * (GuardLimits.MaxPolicyText + GuardLimits.MaxSettingsText);

    /// <summary>What there is of everything once: gateway, counters, reports, store.</summary>
    public const int Rest = 64 * 1024;

    // What came, the answer, and the request where its unit is mapped.
    private const int FramesPerSession = 3;

    // A module without the setting keeps fewer on a device: our default is more than one array holds there.
    private const int DefaultEvents = 8_192;

    private readonly int _frame;

    /// <param name="settings">Checked.</param>
    /// <param name="policy">Checked.</param>
    /// <param name="sessions">Sessions that there may be at once.</param>
    public MemoryBudget(ModuleSettings settings, CompiledPolicy policy, int sessions)
    {
        var plan = new PlcPortPlan(settings);
        Sessions = sessions;
        Events = EventsOf(settings);
        PlcConnections = plan.HasPlc ? settings.Number(SettingKeys.PlcConnections) : 0;
        _frame = Footprint.Array(settings.Number(SettingKeys.FrameMax), 1);
        long lines = (long)PlcConnections * (PlcConnection + _frame) + plan.Buses.Length * Bus
            + PlcPortPlan.Clients(settings).Length * SerialClient;
        long clients = (long)(Sessions + GuardLimits.RememberedClients) * Client;
        Spool = (long)Events * SpooledEvent;
        Policy = 2L * policy.Bytes;
        TrafficRows = TrafficRowsOf(settings);
        Traffic = TrafficOf(TrafficRows);
        Total = Spool + (long)Sessions * OneSession + lines + clients + Policy + Traffic + Texts + Console + Rest;
    }

    /// <summary>Events that a device keeps by these settings.</summary>
    public static int EventsOf(ModuleSettings settings)
    {
        return settings.All(SettingKeys.EventsSpool).Length > 0 ? settings.Number(SettingKeys.EventsSpool) : DefaultEvents;
    }

    /// <summary>Polls that a device tells apart by these settings.</summary>
    public static int TrafficRowsOf(ModuleSettings settings)
    {
        return settings.All(SettingKeys.TrafficRows).Length > 0 ? settings.Number(SettingKeys.TrafficRows) : TrafficTable.DeviceRows;
    }

    /// <summary>Bytes of the table of who asks what, of so many rows.</summary>
    public static long TrafficOf(int rows)
    {
        if (rows == 0) return 0;
        long clients = (long)TrafficTable.ClientsOf(rows) * Client;
        return (long)rows * TrafficRow + clients + (long)TrafficTable.IdentitiesOf(rows) * UnitIdentity;
    }

    /// <summary>Sessions at most.</summary>
    public int Sessions { get; }

    /// <summary>Events in the spool at most.</summary>
    public int Events { get; }

    /// <summary>Connections to the PLC.</summary>
    public int PlcConnections { get; }

    /// <summary>One session with its frames and its thread.</summary>
    public int OneSession
    {
        get { return Session + Thread + FramesPerSession * _frame; }
    }

    /// <summary>The spool when it is full.</summary>
    public long Spool { get; }

    /// <summary>The policy, twice: at a commit there are two.</summary>
    public long Policy { get; }

    /// <summary>Polls that are told apart.</summary>
    public int TrafficRows { get; }

    /// <summary>The table of who asks what, with all clients that it knows and all that units say of themselves at most.</summary>
    public long Traffic { get; }

    /// <summary>All of it.</summary>
    public long Total { get; }
}
