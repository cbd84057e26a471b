using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Module;

/// <summary>What a module is put together from: all that differs from platform to platform, and that a test stands in for. Any thread;
/// never throws.</summary>
public interface IModuleParts
{
    /// <summary>The module's time.</summary>
    IClock Clock { get; }

    /// <summary>What outlasts a restart.</summary>
    IStore Store { get; }

    IHmac Hmac { get; }

    IRandom Random { get; }

    /// <summary>What the module runs on, as text.</summary>
    string Platform { get; }

    /// <summary>Whether there is a network of its own toward the PLC.</summary>
    bool HasPlcNetwork { get; }

    /// <summary>Whether a start knows that the power was cut, or that the processor was reset, before it.</summary>
    bool KnowsPowerCuts { get; }

    /// <summary>Whether credentials can be renewed under sessions that stand; otherwise another guard begins.</summary>
    bool RenewsCredentials { get; }

    /// <summary>Most threads that say that they are alive.</summary>
    int MostWorkers { get; }

    /// <summary>Most bytes of a batch of events.</summary>
    int BatchBytes { get; }

    /// <summary>Bytes of memory in use.</summary>
    long MemoryBytes { get; }

    /// <summary>What is wrong with the memory that is left, in words; empty for nothing.</summary>
    string MemoryProblem();

    /// <summary>How many events are kept.</summary>
    /// <param name="settings">What is stored; null: nothing.</param>
    int SpoolOf(ModuleSettings? settings);

    /// <summary>How many polls are told apart; 0: none is recorded.</summary>
    /// <param name="settings">What is stored; null: nothing.</param>
    int TrafficRowsOf(ModuleSettings? settings);

    /// <summary>Iterations of a password's hash that take about so long here.</summary>
    int PasswordCost(int targetMs);

    /// <summary>Adds what a configuration asks for and this platform cannot do.</summary>
    void Check(ModuleSettings settings, CompiledPolicy policy, ProblemList problems);

    /// <summary>Adds what is wrong with the credentials that settings need; they are all there.</summary>
    void Check(ModuleSettings settings, CredentialSet credentials, ProblemList problems);

    /// <summary>Adds what is wrong with credentials, by themselves and with each other, as far as this platform can tell.</summary>
    void Check(CredentialSet credentials, ProblemList problems);

    /// <summary>What is installed, in words: one line a certificate, key or list.</summary>
    string[] Describe(CredentialSet credentials);

    /// <summary>When the credentials that settings need run out, as far as this platform can tell.</summary>
    ExpiryDates Expiries(ModuleSettings settings, CredentialSet credentials);

    /// <summary>A new private key, PEM; empty where none can be made.</summary>
    string NewKey();

    /// <summary>A request for a certificate (PKCS #10, PEM); empty where the subject cannot be one.</summary>
    /// <param name="key">The private key, PEM.</param>
    /// <param name="subject">The names wanted.</param>
    string Request(string key, string subject);

    /// <summary>Keeps the module's time. Null: the clock keeps itself.</summary>
    ITimeKeeper? CreateTimeKeeper(RecordStore records, IEventSink events);

    /// <summary>Asks the time server that the settings name from now on, and no other; none where they name none.</summary>
    void UseTimeServer(ModuleSettings settings);

    /// <summary>Whose clock the module's time is, in words.</summary>
    string ClockSource { get; }

    /// <summary>Sets the module's clock, which is trusted afterwards.</summary>
    /// <param name="utc">Milliseconds since 1970.</param>
    /// <param name="remedy">What to do instead, where it cannot be set here.</param>
    /// <returns>Empty when it is set, otherwise why not.</returns>
    string SetClock(long utc, out string remedy);

    /// <summary>Sees every event; null: nobody does.</summary>
    /// <param name="settings">By which events name lines and ports; null: nothing is in force.</param>
    IEventObserver? CreateObserver(ModuleSettings? settings);

    /// <summary>Each lets one thread serve many sessions. None: every session has a thread. Disposed of once they are at rest, where they
    /// can be.</summary>
    ILinkPoller[] CreatePollers();

    /// <summary>Listens for clients with certificates. Null, and the problem in words, when that is not possible.</summary>
    ITlsListener? OpenTls(ModuleSettings settings, CredentialSet credentials, ModuleRun run, out string problem);

    /// <summary>Listens for clients that are known by their address alone. Null, and the problem in words, when that is not
    /// possible.</summary>
    /// <param name="settings">Where, and who comes.</param>
    /// <param name="run">Its events.</param>
    /// <param name="address">Where it listens, for people.</param>
    /// <param name="problem">Empty after success.</param>
    IListener? OpenPlain(ModuleSettings settings, ModuleRun run, out string address, out string problem);

    /// <summary>The way to a PLC. Links of an earlier one may end.</summary>
    /// <param name="host">Its address, or its name.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="own">Who the module is on that network; null where nobody has said so yet.</param>
    /// <param name="run">Its events.</param>
    /// <param name="problem">Why there is none: this platform looks no names up.</param>
    IDialer? CreateDialer(string host, int port, OwnAddress? own, ModuleRun run, out string problem);

    /// <summary>The serial port that a setting names; <see cref="Check(ModuleSettings, CompiledPolicy, ProblemList)"/> has seen to it that
    /// there can be one.</summary>
    ISerialPort CreatePort(SerialSetting line);

    /// <summary>Names of the serial ports that there are; empty where nobody knows.</summary>
    string[] SerialPorts();

    /// <summary>The way to the broker, which has begun to connect. Null: the settings have none.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="credentials">What it asks for; asked again at every connection where credentials are renewed under sessions.</param>
    /// <param name="topics">The Will's.</param>
    /// <param name="status">The Will.</param>
    /// <param name="run">Its heartbeats, and why it is alive.</param>
    /// <param name="isQuiet">Whether no PLC is being waited for.</param>
    IUplink? OpenUplink(
        ModuleSettings settings, CredentialsInUse credentials, ReportTopics topics, ModuleStatus status, ModuleRun run, QuietCheck isQuiet);

    /// <summary>The panel. Once. Null: there is none.</summary>
    IPanel? CreatePanel();

    /// <summary>Where the claim code is, such as <c>on the label of the module</c>.</summary>
    string ClaimCodePlace { get; }

    /// <summary>Why all accounts cannot be removed here and now by whoever knows the claim code.</summary>
    /// <param name="hasKeySwitch">Whether there is a panel with a key switch, which is not turned.</param>
    /// <param name="remedy">How they can be removed.</param>
    string WayBackProblem(bool hasKeySwitch, out string remedy);

    /// <summary>Called every second while nothing is in force: a moment to look at the hardware.</summary>
    void LookAround();

    /// <summary>Tells whoever reads the log of a guard that has begun.</summary>
    void Tell(RunningGuard guard);

    /// <summary>Tells whoever reads the log what is wrong with what is stored.</summary>
    void Tell(ConfigurationReading reading);

    /// <summary>A line for whoever reads the log.</summary>
    void Note(string line);
}
