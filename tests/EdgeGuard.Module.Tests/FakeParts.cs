using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Module.Tests;

/// <summary>A platform in memory: it can do what a test lets it, and remembers what it was asked for.</summary>
internal sealed class FakeParts(FakeClock clock, TornStore store) : IModuleParts
{
    /// <summary>A host that it finds no way to.</summary>
    internal const string NoHost = "nowhere";

    /// <summary>A listening address that cannot be had.</summary>
    internal const string Taken = "0.0.0.0:1";

    internal MisbehavingPlc Plc { get; } = new(clock);

    /// <summary>Every plain listener that was opened, the newest last.</summary>
    internal List<FakeListener> Plain { get; } = [];

    /// <summary>Every TLS listener that was opened, the newest last.</summary>
    internal List<FakeTls> Tls { get; } = [];

    internal CountingTimeKeeper Keeper { get; } = new();

    internal FakePanel Panel { get; } = new();

    /// <summary>What is wrong with every configuration; empty: nothing.</summary>
    internal string Problem { get; set; } = "";

    internal List<string> Notes { get; } = [];

    /// <summary>How often the module had nothing better to do.</summary>
    internal int Looks { get; private set; }

    public IClock Clock => clock;

    public IStore Store => store;

    public IHmac Hmac { get; } = new LibraryHmac();

    public IRandom Random { get; } = new SeededRandom(7);

    public string Platform => "a test";

    public bool HasPlcNetwork => false;

    public bool KnowsPowerCuts => true;

    public bool RenewsCredentials { get; init; } = true;

    public int MostWorkers => 64;

    public int BatchBytes => 4_096;

    public long MemoryBytes => 1_048_576;

    public string MemoryProblem() => "";

    public int SpoolOf(ModuleSettings? settings) => (settings ?? ModuleSettings.Unset()).Number(SettingKeys.EventsSpool);

    public int TrafficRowsOf(ModuleSettings? settings) => (settings ?? ModuleSettings.Unset()).Number(SettingKeys.TrafficRows);

    public int PasswordCost(int targetMs) => AccountBed.Cost;

    public void Check(ModuleSettings settings, CompiledPolicy policy, ProblemList problems)
    {
        if (Problem.Length > 0) problems.Error(0, 0, "", Problem, "use another platform");
    }

    public void Check(ModuleSettings settings, CredentialSet credentials, ProblemList problems)
    {
        // Any are good.
    }

    public void Check(CredentialSet credentials, ProblemList problems)
    {
        // As above.
    }

    public string[] Describe(CredentialSet credentials) => [];

    public ExpiryDates Expiries(ModuleSettings settings, CredentialSet credentials) => new();

    public string NewKey() => "a key";

    public string Request(string key, string subject) => "a request";

    public ITimeKeeper? CreateTimeKeeper(RecordStore records, IEventSink events) => Keeper;

    public void UseTimeServer(ModuleSettings settings)
    {
        // The test sets the time.
    }

    public string ClockSource => "the test";

    public string SetClock(long utc, out string remedy)
    {
        remedy = "";
        return "";
    }

    public IEventObserver? CreateObserver(ModuleSettings? settings) => null;

    public ILinkPoller[] CreatePollers() => [];

    public ITlsListener? OpenTls(ModuleSettings settings, CredentialSet credentials, ModuleRun run, out string problem)
    {
        problem = "";
        Tls.Add(new FakeTls(new FakeListener(clock)));
        return Tls[^1];
    }

    public IListener? OpenPlain(ModuleSettings settings, ModuleRun run, out string address, out string problem)
    {
        address = settings.Text(SettingKeys.UnsafePlainListen);
        problem = address == Taken ? address + " is taken" : "";
        if (problem.Length > 0) return null;
        Plain.Add(new FakeListener(clock));
        return Plain[^1];
    }

    public IDialer? CreateDialer(string host, int port, OwnAddress? own, ModuleRun run, out string problem)
    {
        problem = host == NoHost ? "there is no way to " + host : "";
        return host == NoHost ? null : Plc;
    }

    public ISerialPort CreatePort(SerialSetting line) => new SerialWire(clock, line.Format).AddPort(line.Port);

    public string[] SerialPorts() => [];

    public IUplink? OpenUplink(
        ModuleSettings settings, CredentialsInUse credentials, ReportTopics topics, ModuleStatus status, ModuleRun run, QuietCheck isQuiet)
    {
        return null;
    }

    public IPanel? CreatePanel() => Panel;

    public string ClaimCodePlace => "on the test";

    public string WayBackProblem(bool hasKeySwitch, out string remedy)
    {
        remedy = "";
        return "";
    }

    public void LookAround() => Looks++;

    public void Tell(RunningGuard guard) => Note("in force: " + guard.PlcPortNames);

    public void Tell(ConfigurationReading reading)
    {
        for (int i = 0; i < reading.Settings.Count; i++) Note(reading.Settings[i].Message);
    }

    public void Note(string line)
    {
        lock (Notes) Notes.Add(line);
    }
}
