using EdgeGuard.Core;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Settings;
using EdgeGuard.Core.Store;
using EdgeGuard.Core.Store.Configuring;
using EdgeGuard.Core.Store.Credentials;
using EdgeGuard.Core.Store.Island;
using EdgeGuard.Device.Supervision;

namespace EdgeGuard.Device.Module;

/// <summary>Puts stored configurations in force on a device. A change of policy, mode or times goes under running sessions; one of
/// listeners, PLC, broker or credentials ends the guard and begins another.</summary>
internal sealed class DeviceBody : IConfigurationBody, ICredentialBody, IIslandBody
{
    private readonly RecordStore _records;
    private readonly IDeviceParts _parts;
    private readonly DeviceRun _run;
    private readonly Restarter _restarter;

    // Held while a configuration is put in force, which may take seconds; the other for a look at what is.
    private readonly object _lock = new object();
    private readonly object _gate = new object();

    // Changed under both, read under the gate.
    private RunningGuard? _guard;

    // Under the lock:
    private CheckedConfiguration? _inForce;
    private LiveDifference? _difference;
    private bool _isIsland;

    internal DeviceBody(RecordStore records, IDeviceParts parts, DeviceRun run, Restarter restarter)
    {
        _records = records;
        _parts = parts;
        _run = run;
        _restarter = restarter;
    }

    /// <summary>The guard at work; null while nothing is in force.</summary>
    internal RunningGuard? Guard
    {
        get
        {
            lock (_gate) return _guard;
        }
    }

    /// <inheritdoc/>
    public void Check(CheckedConfiguration configuration, ProblemList problems)
    {
        CredentialNeeds.Check(configuration.Settings, CredentialSet.Load(_records), problems);
        _parts.Check(configuration.Settings, problems);
        BoardCheck.Run(configuration.Settings, configuration.Policy, _parts.Limits, problems);
    }

    /// <inheritdoc/>
    public string Apply(CheckedConfiguration? configuration, bool isTrial, out LiveDifference? difference)
    {
        lock (_lock)
        {
            difference = isTrial && _guard != null ? new LiveDifference(_guard.Gateway.Configuration) : null;
            if (configuration == null)
            {
                End();
                _run.Stored.TakeIdentity();
                _inForce = null;
                return "";
            }
            string problem = PutInForce(configuration, difference, false);
            if (problem.Length > 0)
            {
                if (_inForce != null) PutInForce(_inForce, _difference, false);
                return problem;
            }
            _inForce = configuration;
            _difference = difference;
            return "";
        }
    }

    /// <inheritdoc/>
    public void Check(CredentialSet credentials, ProblemList problems)
    {
        lock (_lock)
        {
            if (_inForce != null) CredentialNeeds.Check(_inForce.Settings, credentials, problems);
        }
        CredentialNeeds.CheckPairs(credentials, problems);
        _parts.Check(credentials, problems);
    }

    /// <inheritdoc/>
    public void Use(CredentialSet credentials)
    {
        lock (_lock)
        {
            // The library takes certificates where a listener begins: sessions that stand were judged by the old ones, and end.
            string problem = _inForce == null ? "" : PutInForce(_inForce, _difference, true);
            if (problem.Length > 0) _parts.Note("the new credentials are not in use: " + problem);
        }
    }

    /// <inheritdoc/>
    public string NewKey()
    {
        // The libraries have no call that makes one.
        return "";
    }

    /// <inheritdoc/>
    public string Request(string key, string subject)
    {
        return "";
    }

    /// <inheritdoc/>
    public int Isolate()
    {
        lock (_lock)
        {
            _isIsland = true;
            return _guard == null ? 0 : _guard.Isolate();
        }
    }

    /// <inheritdoc/>
    public void Open()
    {
        lock (_lock)
        {
            _isIsland = false;
            if (_guard != null) _guard.Open();
        }
    }

    /// <summary>Stores events while nothing is in force, and so no reporter at work.</summary>
    internal void Step()
    {
        lock (_lock)
        {
            if (_guard == null) _run.Stored.Report(_parts.Clock.Now, null);
        }
    }

    /// <summary>Ends the guard, and stores the events that nobody has. Nothing is in force afterwards.</summary>
    internal void Stop()
    {
        lock (_lock)
        {
            End();
            _run.Stored.End(_parts.Clock.Now, null);
        }
    }

    private string PutInForce(CheckedConfiguration configuration, LiveDifference? difference, bool isAnew)
    {
        if (!isAnew && _guard != null && RestartKeys.Changed(_guard.Settings, configuration.Settings).Length == 0)
        {
            _guard.Commit(configuration, difference);
            return "";
        }
        End();
        _run.Stored.TakeIdentity();
        RunningGuard? guard = RunningGuard.TryStart(_parts, _run, _restarter, configuration, CredentialSet.Load(_records), difference, _isIsland, out string problem);
        lock (_gate) _guard = guard;
        return problem;
    }

    private void End()
    {
        RunningGuard? guard = _guard;
        lock (_gate) _guard = null;
        if (guard != null) guard.Stop();
    }
}
