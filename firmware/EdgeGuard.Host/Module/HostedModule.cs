using System;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Module;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>A module whose settings, policy and certificates are files. It keeps nothing itself; a signal has the files read
/// again.</summary>
/// <remarks><see cref="Start"/> and <see cref="Stop"/> once each, from one thread; <see cref="ReadAgain"/> from any.</remarks>
public sealed class HostedModule : IDisposable
{
    private readonly StderrLog _log;
    private readonly HostParts _parts;
    private readonly ModuleRun _run;
    private readonly ModuleSettings _begun;
    private readonly object _reading = new();
    private ConfigurationFiles _files;
    private RunningGuard? _guard;
    private ModuleWatch? _watch;

    /// <param name="files">What it is made from.</param>
    /// <param name="log">The module's log.</param>
    public HostedModule(ConfigurationFiles files, StderrLog log)
    {
        var store = new NoStore();
        _files = files;
        _begun = files.Configuration.Settings;
        _log = log;
        _parts = new HostParts(store, log) { SettingsFile = files.Path };
        _run = new ModuleRun(_parts, store, new RecordStore(store), files.Configuration.Settings);
    }

    /// <summary>Where the TLS listener is, with the port that the system chose if 0 was asked for; null without one.</summary>
    public IPEndPoint? TlsEndPoint
    {
        get
        {
            ListenerStatus? tls = Array.Find(_guard?.Listening ?? [], listener => listener.Transport == PeerTransport.Tls);
            return tls == null ? null : IPEndPoint.Parse(tls.Address);
        }
    }

    /// <summary>The guard's gateway; null before the start and after the stop.</summary>
    public Gateway? Gateway => _guard?.Gateway;

    /// <summary>Opens the listeners and begins to guard. Null, or the problem in words: then nothing runs.</summary>
    public string? Start()
    {
        _guard = RunningGuard.TryStart(_parts, _run, _files.Configuration, _files.Credentials, null, false, out string problem);
        if (_guard == null) return problem;
        _watch = new ModuleWatch(_run, _log);
        _run.Events.Add(new Event { Code = EventCode.ModuleStarted });
        return null;
    }

    /// <summary>Reads the files again and puts policy, mode, times and certificates in force. If anything is wrong with them, or every
    /// session would end for one reason, nothing changes. Never throws.</summary>
    /// <param name="whoeverItEnds">Whether to put them in force although every session ends.</param>
    public void ReadAgain(bool whoeverItEnds = false)
    {
        lock (_reading)
        {
            if (_guard == null) return;
            var problems = new FileProblems();
            ConfigurationFiles? files = TryRead(problems);
            _log.Write(problems.Print);
            if (files == null)
            {
                Refuse(problems.Errors, 0);
                _log.Line("the files were read again; something is wrong with them, so what was in force stays" + ListsLast());
                return;
            }
            ReloadEffect? effect = whoeverItEnds ? null : _guard.Foresee(files.Configuration.Settings, files.Credentials);
            if (effect is { EndsAll: true })
            {
                Refuse(effect.Sessions, (int)effect.Reason);
                _log.Line($"error: the files were read again; with them {effect.Words}. So what was in force stays" + ListsLast());
                _log.Line($"hint: if that is meant, signal USR2 puts them in force all the same (kill -USR2 {Environment.ProcessId}, "
                    + "or systemctl kill --signal=USR2 …)");
                return;
            }
            Commit(_guard, files);
        }
    }

    /// <summary>Does what is due; call it every half second or so.</summary>
    public void Step()
    {
        _watch?.Step();
        _run.StepExpiries();
    }

    /// <summary>Ends sessions, sends what is still to be reported and stops.
    /// False when something was still busy after five seconds.</summary>
    public bool Stop()
    {
        RunningGuard? guard;
        lock (_reading)
        {
            guard = _guard;
            _guard = null;
        }
        if (guard == null) return true;
        _run.Events.Add(new Event { Code = EventCode.ModuleStopping });
        return guard.Stop();
    }

    public void Dispose() => Stop();

    private void Commit(RunningGuard guard, ConfigurationFiles files)
    {
        string problem = guard.Commit(files.Configuration, files.Credentials, null);
        if (problem.Length > 0)
        {
            Refuse(1, 0);
            _log.Line($"error: the files were read again, and cannot be used: {problem}; so what was in force stays" + ListsLast());
            return;
        }
        _files = files;
        _log.Line("the files were read again: " + HostParts.Summary(files.Configuration));
        string[] waiting = Waiting(guard, files.Configuration.Settings);
        if (waiting.Length > 0) _log.Line(EffectText.Waiting(waiting));
    }

    // Units follow at once, unless lines that wait for the next start have other numbers.
    private string[] Waiting(RunningGuard guard, ModuleSettings settings)
    {
        string[] keys = SettingChanges.WaitForGuard(_begun, settings);
        bool unitsWait = !guard.HasPortsOf(settings) && SettingChanges.Differs(_begun, settings, SettingKeys.Unit);
        return unitsWait ? [.. keys, SettingKeys.Unit] : keys;
    }

    // The readers answer whatever is in a file; should one not, what is in force stays all the same.
    private ConfigurationFiles? TryRead(FileProblems problems)
    {
        try
        {
            return ConfigurationFiles.Read(_files.Path, problems, _run.Clock.Utc, _files.Configuration.Texts.Generation + 1);
        }
        catch (Exception e)
        {
            problems.Error(_files.Path, "internal fault while the files were read: " + e, "tell us");
            return null;
        }
    }

    private void Refuse(int a, int b) => _run.Events.Add(new Event { Code = EventCode.ConfigurationRejected, A = a, B = b });

    // Where a newer list is not taken, how long the old one does is what whoever reads the log must know.
    private string ListsLast()
    {
        if (_files.Trust == null || _files.Trust.Lists.Count == 0) return "";
        long until = long.MaxValue;
        foreach (RevocationList list in _files.Trust.Lists) until = Math.Min(until, list.NextUpdate);
        return $"; the revocation list in force lasts until {CertificateCheck.Time(until)}";
    }
}
