using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>What a module on a device is put together from: all that differs from board to board, and that a test stands in for. Any thread; never throws.</summary>
internal interface IDeviceParts
{
    /// <summary>The board's time.</summary>
    IClock Clock { get; }

    /// <summary>What outlasts a restart.</summary>
    IStore Store { get; }

    IHmac Hmac { get; }

    IRandom Random { get; }

    /// <summary>Where the technician's cable goes.</summary>
    IConsolePort Console { get; }

    /// <summary>Board and firmware, as text.</summary>
    string Platform { get; }

    /// <summary>Whether the board has a network of its own toward the PLC.</summary>
    bool HasPlcNetwork { get; }

    /// <summary>The port of a serial bus.</summary>
    string BusPort { get; }

    /// <summary>Bytes of memory in use.</summary>
    long MemoryBytes { get; }

    /// <summary>Iterations of a password's hash that take about so long here.</summary>
    int PasswordCost(int targetMs);

    /// <summary>What the board can serve and hold.</summary>
    BoardLimits Limits { get; }

    /// <summary>Adds what settings ask for and this board cannot do.</summary>
    void Check(ModuleSettings settings, ProblemList problems);

    /// <summary>Adds what is wrong with credentials, by themselves and with each other, as far as this board can tell.</summary>
    void Check(CredentialSet credentials, ProblemList problems);

    /// <summary>What is installed, in words: one line a certificate, key or list.</summary>
    string[] Describe(CredentialSet credentials);

    /// <summary>Keeps the module's time. Null: the clock keeps itself.</summary>
    ClockKeeper? CreateClockKeeper(RecordStore records, IEventSink events);

    /// <summary>Asks the time server that the settings name, from now on.</summary>
    void UseTimeServer(ModuleSettings settings);

    /// <summary>What gives clients with certificates their roles here, as it is reported.</summary>
    RoleOrigin TlsRoles { get; }

    /// <summary>Listens for clients with certificates. Null, and the problem in words, when that is not possible.</summary>
    IListener? OpenTls(ModuleSettings settings, CredentialSet credentials, IEventSink events, Counters counters, out string problem);

    /// <summary>Listens for clients that are known by their address alone. Null, and the problem in words, when that is not possible.</summary>
    IListener? OpenPlain(ModuleSettings settings, out string problem);

    /// <summary>The way to a PLC. Links of an earlier one may end.</summary>
    /// <param name="address">IPv4, 4 bytes.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="own">Who the module is on that network; null where nobody has said so yet.</param>
    IDialer CreateDialer(byte[] address, int port, OwnAddress? own);

    /// <summary>The serial port that a setting names; <see cref="Check(ModuleSettings, ProblemList)"/> has seen to it that there is one.</summary>
    ISerialPort CreatePort(SerialSetting line);

    /// <summary>The way to the broker, which has begun to connect. Null: the settings have none.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="credentials">What it asks for.</param>
    /// <param name="topics">The Will's.</param>
    /// <param name="status">The Will.</param>
    /// <param name="run">Its heartbeats, and why it is alive.</param>
    /// <param name="isQuiet">Whether no PLC is being waited for.</param>
    IUplink? OpenUplink(ModuleSettings settings, CredentialSet credentials, ReportTopics topics, ModuleStatus status, DeviceRun run, QuietCheck isQuiet);

    /// <summary>What resets the module when it is not fed. Once.</summary>
    IWatchdog CreateWatchdog();

    /// <summary>The panel. Once. Null: the board has none.</summary>
    IPanel? CreatePanel();

    /// <summary>Called every second while nothing is in force: a moment to look at the hardware.</summary>
    void LookAround();

    /// <summary>Starts the processor anew. May return: then it happens in a moment.</summary>
    void Reboot();

    /// <summary>A line for whoever looks at the debug output.</summary>
    void Note(string line);
}
