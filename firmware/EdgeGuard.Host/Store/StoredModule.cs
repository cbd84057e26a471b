using System;
using System.IO;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Shell;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>A module that keeps its settings, policy, certificates and accounts itself, in a folder.</summary>
public sealed class StoredModule : IDisposable
{
    /// <summary>The file with the claim code, as a label would carry it.</summary>
    public const string LabelFile = "claim-code";

    // So many people can be at a TCP console at once; one more waits.
    private const int TcpTerminals = 4;

    private readonly FolderStore _folder;
    private readonly HostParts _parts;
    private readonly StderrLog _log;
    private readonly ModuleWatch _watch;

    private StoredModule(string path, FolderStore folder, StderrLog log)
    {
        _folder = folder;
        _log = log;
        folder.Refused = reason => log.Line("error: the store cannot write: " + reason);
        _parts = new HostParts(folder, log) { Folder = Path.GetFullPath(path) };
        MakeLabel(new RecordStore(folder), folder, _parts.Random);
        Module = new GuardModule(_parts);
        _watch = new ModuleWatch(Module.Run, log);
    }

    /// <summary>The module.</summary>
    public GuardModule Module { get; }

    /// <summary>Opens a store. Null: <paramref name="problem"/> says why not, and <paramref name="remedy"/> what to do.</summary>
    /// <param name="path">The folder; made if it is not there.</param>
    /// <param name="log">The module's log.</param>
    /// <param name="problem">Empty when it is open.</param>
    /// <param name="remedy">What to do.</param>
    public static StoredModule? TryOpen(string path, StderrLog log, out string problem, out string remedy)
    {
        FolderStore? folder = FolderStore.TryOpen(path, out problem, out remedy);
        return folder == null ? null : new StoredModule(path, folder, log);
    }

    /// <summary>Removes all accounts of a store whose module does not run: the way back in for whoever has the folder in his hands. An
    /// event of the module tells of it. Returns how many there were; -1: <paramref name="problem"/>
    /// says why not, and <paramref name="remedy"/> what to do.</summary>
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
        using StoredModule? stored = TryOpen(whole, log, out problem, out remedy);
        if (stored == null) return -1;
        Accounts accounts = stored.Module.Store.Accounts;
        int count = accounts.List().Length;
        AccountFault fault = count == 0 ? AccountFault.None : accounts.ForgetByOwner("--forget-accounts");
        if (fault == AccountFault.None) return count;
        problem = AccountFaultText.Message(fault);
        remedy = AccountFaultText.Remedy(fault);
        return -1;
    }

    /// <summary>Opens a console; null, or the problem in words.</summary>
    /// <param name="name">See <see cref="ConsolePorts"/>.</param>
    /// <param name="isBatch">Whether scripts come.</param>
    internal string? OpenConsole(string name, bool isBatch)
    {
        IConsolePort? port = ConsolePorts.TryOpen(name, _parts.Clock, _log.Line, out string problem);
        if (port == null) return problem;
        Module.AddConsole(port, port is TcpConsolePort ? TcpTerminals : 1, isBatch);
        _log.Line($"console on {port.Name}");
        return null;
    }

    /// <summary>Leaves word of why this run ends, for the next. One caller at a time, when nothing else is being stored.</summary>
    internal void Leave(RestartCause words) => words.Leave(_folder, Module.Run.Stored.Boot);

    /// <summary>Takes the system's time for right, because a person says that it is:
    /// also where the module knew a later one. False: it is another time.</summary>
    /// <param name="utc">The time that the person says.</param>
    internal bool Believe(long utc) => _parts.Believe(utc);

    /// <summary>Does what is due; call it every half second or so.</summary>
    internal void Step()
    {
        _watch.Step();
        Module.Step();
    }

    public void Dispose()
    {
        Module.Stop();
        _folder.Dispose();
    }

    // A computer has no label: a file is in its place, made at the first start.
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
