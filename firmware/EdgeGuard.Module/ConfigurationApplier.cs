using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Module;

/// <summary>Keeps one stored configuration in force, and the one before where a new one cannot be. A change of policy, mode or times goes
/// under running sessions, and so do credentials where the platform can renew them; one of listeners, PLC or broker ends the guard and
/// begins another.</summary>
/// <remarks>Any thread. What the platform does of its own is asked for under one lock, which may be held for seconds.</remarks>
internal sealed class ConfigurationApplier : IConfigurationApplier, ICredentialApplier, IIsolationApplier
{
    private readonly RecordStore _records;
    private readonly IModuleParts _parts;
    private readonly ModuleRun _run;
    private readonly IEventObserver? _observer;
    private readonly PasswordCost _cost;
    private readonly ModuleSettings? _begun;

    private readonly object _lock = new object();

    // Under the lock:
    private CheckedConfiguration? _inForce;
    private LiveDifference? _difference;
    private bool _isIsolated;

    // For a look at what is at work, while another is being put in force.
    private readonly object _gate = new object();
    private RunningGuard? _guard;

    /// <param name="records">Where the credentials are.</param>
    /// <param name="parts">The platform.</param>
    /// <param name="run">What outlasts a guard.</param>
    /// <param name="cost">What passwords cost: follows what is in force.</param>
    /// <param name="begun">The settings that the process began with; null: it has sizes of its own until its next start.</param>
    internal ConfigurationApplier(RecordStore records, IModuleParts parts, ModuleRun run, PasswordCost cost, ModuleSettings? begun)
    {
        _records = records;
        _parts = parts;
        _run = run;
        _observer = parts.CreateObserver(null);
        _cost = cost;
        _begun = begun;
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
        lock (_lock)
        {
            CredentialSet credentials = CredentialSet.Load(_records);
            int before = problems.Errors;
            CredentialNeeds.Check(configuration.Settings, credentials, problems);
            bool hasAll = problems.Errors == before;
            _parts.Check(configuration.Settings, configuration.Policy, problems);
            if (hasAll) _parts.Check(configuration.Settings, credentials, problems);
            if (problems.Errors > before) return;
            string effect = Effect(configuration, credentials);
            if (effect.Length > 0) problems.Warn(0, 0, "", "with this configuration " + effect, "'commit confirm' takes it back by itself");
        }
    }

    /// <inheritdoc/>
    public string Apply(CheckedConfiguration? configuration, bool isTrial, out LiveDifference? difference)
    {
        lock (_lock)
        {
            difference = isTrial && _guard != null ? new LiveDifference(_guard.Gateway.Configuration) : null;
            if (configuration == null)
            {
                MakeRoom();
                _inForce = null;
                TakePasswordTime(ModuleSettings.Unset());
                return "";
            }
            string problem = PutInForce(configuration, CredentialSet.Load(_records), difference);
            if (problem.Length > 0)
            {
                if (_inForce != null) PutInForce(_inForce, CredentialSet.Load(_records), _difference);
                return problem;
            }
            _inForce = configuration;
            _difference = difference;
            TakePasswordTime(configuration.Settings);
            return "";
        }
    }

    /// <inheritdoc/>
    public string[] WaitForStart(CheckedConfiguration configuration)
    {
        return SettingChanges.WaitForStart(_begun, configuration.Settings);
    }

    /// <inheritdoc/>
    public void Check(CredentialSet credentials, ProblemList problems)
    {
        lock (_lock)
        {
            if (_inForce != null) CredentialNeeds.Check(_inForce.Settings, credentials, problems);
            CredentialNeeds.CheckPairs(credentials, problems);
            _parts.Check(credentials, problems);
        }
    }

    /// <inheritdoc/>
    public string Foresee(CredentialSet credentials)
    {
        lock (_lock) return _inForce == null ? "" : Effect(_inForce, credentials);
    }

    /// <inheritdoc/>
    public void Use(CredentialSet credentials)
    {
        lock (_lock)
        {
            string problem = _inForce == null ? "" : PutInForce(_inForce, credentials, _difference);
            if (problem.Length > 0) _parts.Note("error: the new credentials are not in use: " + problem);
        }
    }

    /// <inheritdoc/>
    public string NewKey()
    {
        return _parts.NewKey();
    }

    /// <inheritdoc/>
    public string Request(string key, string subject)
    {
        return _parts.Request(key, subject);
    }

    /// <inheritdoc/>
    public int Isolate()
    {
        lock (_lock)
        {
            _isIsolated = true;
            return _guard == null ? 0 : _guard.Isolate();
        }
    }

    /// <inheritdoc/>
    public void Open()
    {
        lock (_lock)
        {
            _isIsolated = false;
            if (_guard != null) _guard.Open();
        }
    }

    /// <summary>While nothing is in force, and so no reporter at work: shows and stores events in its place. Every second or so.</summary>
    internal void Step()
    {
        lock (_lock)
        {
            if (_guard == null) _run.Stored.Report(_run.Clock.Now, _observer);
        }
    }

    /// <summary>Ends the guard, and stores the events that nobody has. Nothing is in force afterwards.</summary>
    internal void Stop()
    {
        lock (_lock)
        {
            End();
            _run.Stored.End(_run.Clock.Now, _observer);
        }
    }

    private string PutInForce(CheckedConfiguration configuration, CredentialSet credentials, LiveDifference? difference)
    {
        if (_guard != null && _guard.MayTake(configuration, credentials)) return _guard.Commit(configuration, credentials, difference);
        MakeRoom();
        RunningGuard? guard = RunningGuard.TryStart(_parts, _run, configuration, credentials, difference, _isIsolated, out string problem);
        lock (_gate) _guard = guard;
        return problem;
    }

    private void TakePasswordTime(ModuleSettings settings)
    {
        _cost.Take((int)settings.Milliseconds(SettingKeys.AccessPasswordTime));
    }

    // So that another can begin; the events go on under the name that the module has by now.
    private void MakeRoom()
    {
        End();
        _run.Stored.TakeIdentity();
    }

    private void End()
    {
        RunningGuard? guard = _guard;
        lock (_gate) _guard = null;
        if (guard != null) guard.Stop();
    }

    // In words; empty where somebody would stay, nobody is there, or it cannot be known.
    private string Effect(CheckedConfiguration configuration, CredentialSet credentials)
    {
        ReloadEffect? effect = _guard == null ? null : _guard.Foresee(configuration.Settings, credentials);
        return effect != null && effect.EndsAll ? effect.Words : "";
    }
}
