using System;
using System.IO;
using System.Text;
using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>A module that keeps its settings, policy, certificates and accounts itself, in a folder: what the console works on.</summary>
/// <remarks><see cref="Start"/>, <see cref="Step"/> and Dispose from one thread; the desks from any.</remarks>
public sealed class StoredModule : IDisposable
{
    /// <summary>The file with the claim code, as a label would carry it.</summary>
    public const string LabelFile = "claim-code";

    private readonly FolderStore _folder;
    private readonly HostApplier _applier;
    private readonly ModuleRun _run;
    private readonly StderrLog _log;
    private readonly ModuleWatch _watch;
    private readonly ClockMemory _memory;
    private bool _hasStarted;

    private StoredModule(string path, FolderStore folder, StderrLog log, Func<IEventSink, IClock, IEventSink>? before)
    {
        _folder = folder;
        Folder = Path.GetFullPath(path);
        _log = log;
        var store = new SharedStore(folder);
        var records = new RecordStore(store);
        IHmac hmac = new SystemHmac();
        IRandom random = new SystemRandom();
        ModuleSettings? settings = SettingsReader.ReadStored(StoredConfiguration.Load(records).Settings, new ProblemList());
        _run = NewRun(store, records, hmac, random, settings, before);
        _memory = new ClockMemory(_run.Clock, records, _run.Events, log);
        _watch = new ModuleWatch(_run, log);
        int target = settings == null ? AccountLimits.DefaultCostMs : (int)settings.Milliseconds(SettingKeys.AccessPasswordTime);
        int cost = PasswordCost.Measure(hmac, _run.Clock, target);
        MakeLabel(records, folder, random);
        _applier = new HostApplier(records, _run, log);
        Accounts = new Accounts(records, hmac, random, _run.Clock, _run.Events, cost);
        Credentials = new Credentials(records, Accounts, _run.Events, _applier);
        Configurations = new Configurations(records, Accounts, _run.Clock, _run.Events, _applier);
        Isolation = new Isolation(records, Accounts, _run.Clock, _run.Events, _applier);
        SelfTest = new SelfTest(records, hmac, random);
        Backups = new Backups(records, Accounts, Configurations, Credentials, hmac, random, _run.Clock, _run.Events, cost);
    }

    /// <summary>Where it keeps everything, as a whole path.</summary>
    public string Folder { get; }

    public Accounts Accounts { get; }

    public Configurations Configurations { get; }

    public Credentials Credentials { get; }

    public Backups Backups { get; }

    public Isolation Isolation { get; }

    public SelfTest SelfTest { get; }

    /// <summary>Time, counters and events of this run.</summary>
    public ModuleRun Run => _run;

    /// <summary>The module at work; null while nothing is in force. Another one after a commit that changed its listeners or the way to the PLC.</summary>
    public HostedModule? Module => _applier.Module;

    /// <summary>Opens a store. Null: <paramref name="problem"/> says why not, and <paramref name="remedy"/> what to do.</summary>
    /// <param name="path">The folder; made if it is not there.</param>
    /// <param name="log">The module's log.</param>
    /// <param name="before">What stands before the journal and sees every event; null for nothing.</param>
    /// <param name="problem">Empty when it is open.</param>
    /// <param name="remedy">What to do.</param>
    public static StoredModule? TryOpen(
        string path, StderrLog log, Func<IEventSink, IClock, IEventSink>? before, out string problem, out string remedy)
    {
        FolderStore? folder = FolderStore.TryOpen(path, out problem, out remedy);
        return folder == null ? null : new StoredModule(path, folder, log, before);
    }

    /// <summary>Removes all accounts of a store whose module does not run: the way back in for who has the folder in his hands. An event of the module
    /// tells of it. Returns how many there were; -1: <paramref name="problem"/> says why not, and <paramref name="remedy"/> what to do.</summary>
    internal static int ForgetAccounts(string path, StderrLog log, out string problem, out string remedy)
    {
        string whole = Path.GetFullPath(path);
        problem = "there is no store in this folder";
        remedy = "name the folder that the module has behind its own --store";
        if (!File.Exists(Path.Combine(whole, LabelFile))) return -1;
        string? owner = FolderOwner.Other(whole);
        problem = $"this folder belongs to {owner}, and the module could not read what another user writes";
        remedy = $"run it as {owner}: 'edgeguard-module --store {whole} --forget-accounts'";
        if (owner != null) return -1;
        using StoredModule? module = TryOpen(whole, log, null, out problem, out remedy);
        if (module == null) return -1;
        int count = module.Accounts.List().Length;
        if (count == 0 || module.Accounts.ForgetByOwner("--forget-accounts") == AccountFault.None) return count;
        problem = "the store refused to write; nothing has changed";
        remedy = "the medium is full or worn out";
        return -1;
    }

    /// <summary>Puts the stored configuration in force. What is wrong with it is in the log, and then nothing is in force.</summary>
    public CommitResult Start()
    {
        _hasStarted = true;
        _run.Events.Add(new Event { Code = EventCode.ModuleStarted });
        // Here nothing tells a power cut from being stopped as asked: only what was said is told.
        if (_run.Before is { Reason: not RestartReason.Power }) _run.Events.Add(_run.Before.ToEvent());
        Isolation.Start();
        CommitResult result = Configurations.Start();
        if (!Accounts.IsClaimed) _log.Line($"nobody has an account: the claim code is in the file {Path.Combine(Folder, LabelFile)}");
        if (result.Fault == CommitFault.NothingToCommit) _log.Line("nothing is configured: every request is refused");
        else if (result.Fault != CommitFault.None) TellProblems(result);
        return result;
    }

    /// <summary>Leaves word of why this run ends, for the next. One caller at a time, when nothing else is being stored.</summary>
    internal void Leave(RestartCause words) => words.Leave(_folder, _run.Boot);

    /// <summary>Does what is due; call it every second or so.</summary>
    public void Step()
    {
        Configurations.Step(_run.Clock.Now);
        _memory.Step();
        _run.StepExpiries();
        _applier.Step();
    }

    /// <summary>Takes the system's time for right, because a person says that it is: also where the module knew a later one. False: it is another time.</summary>
    /// <param name="utc">The time that the person says.</param>
    internal bool Believe(long utc) => _memory.Believe(utc);

    public void Dispose()
    {
        _watch.Dispose();
        _memory.End();
        if (_hasStarted) _run.Events.Add(new Event { Code = EventCode.ModuleStopping });
        _applier.Dispose();
        _folder.Dispose();
    }

    private void TellProblems(CommitResult result)
    {
        _log.Line("error: the stored configuration cannot be put in force; every request is refused");
        if (result.Detail.Length > 0) _log.Line("error: " + result.Detail);
        if (result.Reading == null) return;
        var problems = new FileProblems();
        problems.AddAll("settings", result.Reading.Settings);
        problems.AddAll("policy", result.Reading.Policy);
        _log.Write(problems.Print);
    }

    private static ModuleRun NewRun(
        IStore store, RecordStore records, IHmac hmac, IRandom random, ModuleSettings? settings, Func<IEventSink, IClock, IEventSink>? before)
    {
        var clock = new SystemClock();
        var counters = new Counters();
        int spool = settings == null ? DefaultSpool() : settings.Number(SettingKeys.EventsSpool);
        var stored = new StoredEvents(store, records, hmac, random, clock, counters, spool);
        IEventSink events = before == null ? stored.Journal : before(stored.Journal, clock);
        return new ModuleRun(clock, counters, stored, events) { Before = RestartCause.Before(store, stored.Boot) };
    }

    private static int DefaultSpool()
    {
        SettingText.TryNumber(SettingKeys.At(SettingKeys.IndexOf(SettingKeys.EventsSpool)).Default, out long records);
        return (int)records;
    }

    // This applier has no label: a file is in its place, made at the first start.
    private static void MakeLabel(RecordStore records, FolderStore folder, IRandom random)
    {
        byte[]? label = records.Read(RecordName.Label);
        if (label == null)
        {
            label = Encoding.UTF8.GetBytes(ClaimCode.Create(random));
            records.Write(RecordName.Label, label);
        }
        folder.Write(LabelFile, [.. label, (byte)'\n']);
    }
}
