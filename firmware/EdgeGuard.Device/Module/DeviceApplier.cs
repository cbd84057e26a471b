using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>Puts stored configurations in force on a device. A change of policy, mode or times goes under running sessions; one of
/// listeners, PLC, broker or credentials ends the guard and begins another.</summary>
internal sealed class DeviceApplier : ConfigurationApplier
{
    private readonly IDeviceParts _parts;
    private readonly DeviceRun _run;
    private readonly Restarter _restarter;

    // For a look at what is at work, while another is being put in force.
    private readonly object _gate = new object();
    private RunningGuard? _guard;

    internal DeviceApplier(RecordStore records, IDeviceParts parts, DeviceRun run, Restarter restarter)
        : base(records, run.Stored, null, parts.Clock)
    {
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
    protected override GuardConfiguration? AtWork
    {
        get { return _guard == null ? null : _guard.Gateway.Configuration; }
    }

    /// <inheritdoc/>
    public override string NewKey()
    {
        // The libraries have no call that makes one.
        return "";
    }

    /// <inheritdoc/>
    public override string Request(string key, string subject)
    {
        return "";
    }

    /// <inheritdoc/>
    protected override void CheckHere(CheckedConfiguration configuration, CredentialSet credentials, bool hasAll, ProblemList problems)
    {
        _parts.Check(configuration.Settings, problems);
        BoardCheck.Run(configuration.Settings, configuration.Policy, _parts.Limits, problems);
    }

    /// <inheritdoc/>
    protected override void CheckHere(CredentialSet credentials, ProblemList problems)
    {
        _parts.Check(credentials, problems);
    }

    /// <inheritdoc/>
    /// <remarks>Whoever is connected was verified by the library, which shows nobody's certificate: what others would come to cannot be known.</remarks>
    protected override string ForeseeHere(CheckedConfiguration configuration, CredentialSet credentials)
    {
        return "";
    }

    /// <inheritdoc/>
    protected override string PutInForce(
        CheckedConfiguration configuration, CredentialSet credentials, LiveDifference? difference, bool hasNewCredentials)
    {
        // The library takes certificates where a listener begins: sessions that stand were judged by the old ones, and end.
        if (!hasNewCredentials && _guard != null && RestartKeys.Changed(_guard.Settings, configuration.Settings).Length == 0)
        {
            _guard.Commit(configuration, difference);
            return "";
        }
        MakeRoom();
        RunningGuard? guard = RunningGuard.TryStart(_parts, _run, _restarter, configuration, credentials, difference, IsIsolated, out string problem);
        lock (_gate) _guard = guard;
        return problem;
    }

    /// <inheritdoc/>
    protected override void End()
    {
        RunningGuard? guard = _guard;
        lock (_gate) _guard = null;
        if (guard != null) guard.Stop();
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
    }

    /// <inheritdoc/>
    protected override int IsolateNow()
    {
        return _guard == null ? 0 : _guard.Isolate();
    }

    /// <inheritdoc/>
    protected override void OpenNow()
    {
        if (_guard != null) _guard.Open();
    }

    /// <inheritdoc/>
    protected override void Complain(string text)
    {
        _parts.Note(text);
    }
}
