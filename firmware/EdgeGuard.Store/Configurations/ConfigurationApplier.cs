using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Keeps one stored configuration in force, and the one before where a new one cannot be. What a platform does of its own is asked for
/// under one lock, which may be held for seconds.</summary>
/// <remarks>Any thread.</remarks>
public abstract class ConfigurationApplier : IConfigurationApplier, ICredentialApplier, IIsolationApplier
{
    private readonly RecordStore _records;
    private readonly StoredEvents _events;
    private readonly IEventObserver? _observer;
    private readonly IClock _clock;

    private readonly object _lock = new object();

    // Under the lock:
    private CheckedConfiguration? _inForce;
    private LiveDifference? _difference;

    /// <param name="records">Where the credentials are.</param>
    /// <param name="events">The run's.</param>
    /// <param name="observer">Sees every event while nothing is in force; null for nobody.</param>
    /// <param name="clock">The module's.</param>
    protected ConfigurationApplier(RecordStore records, StoredEvents events, IEventObserver? observer, IClock clock)
    {
        _records = records;
        _events = events;
        _observer = observer;
        _clock = clock;
    }

    /// <summary>Whether the plant's clients are cut off, and so in whatever begins next.</summary>
    protected bool IsIsolated { get; private set; }

    /// <summary>What the guard at work judges by; null while there is none. Under the lock, as all that follows.</summary>
    protected abstract GuardConfiguration? AtWork { get; }

    /// <inheritdoc/>
    public void Check(CheckedConfiguration configuration, ProblemList problems)
    {
        lock (_lock)
        {
            CredentialSet credentials = CredentialSet.Load(_records);
            int before = problems.Errors;
            CredentialNeeds.Check(configuration.Settings, credentials, problems);
            CheckHere(configuration, credentials, problems.Errors == before, problems);
        }
    }

    /// <inheritdoc/>
    public string Apply(CheckedConfiguration? configuration, bool isTrial, out LiveDifference? difference)
    {
        lock (_lock)
        {
            GuardConfiguration? before = AtWork;
            difference = isTrial && before != null ? new LiveDifference(before) : null;
            if (configuration == null)
            {
                MakeRoom();
                Clear();
                _inForce = null;
                return "";
            }
            string problem = PutInForce(configuration, CredentialSet.Load(_records), difference, false);
            if (problem.Length > 0)
            {
                if (_inForce != null) PutInForce(_inForce, CredentialSet.Load(_records), _difference, false);
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
            CredentialNeeds.CheckPairs(credentials, problems);
            CheckHere(credentials, problems);
        }
    }

    /// <inheritdoc/>
    public string Foresee(CredentialSet credentials)
    {
        lock (_lock) return _inForce == null ? "" : ForeseeHere(_inForce, credentials);
    }

    /// <inheritdoc/>
    public void Use(CredentialSet credentials)
    {
        lock (_lock)
        {
            string problem = _inForce == null ? "" : PutInForce(_inForce, credentials, _difference, true);
            if (problem.Length > 0) Complain("the new credentials are not in use: " + problem);
        }
    }

    /// <inheritdoc/>
    public abstract string NewKey();

    /// <inheritdoc/>
    public abstract string Request(string key, string subject);

    /// <inheritdoc/>
    public int Isolate()
    {
        lock (_lock)
        {
            IsIsolated = true;
            return IsolateNow();
        }
    }

    /// <inheritdoc/>
    public void Open()
    {
        lock (_lock)
        {
            IsIsolated = false;
            OpenNow();
        }
    }

    /// <summary>While nothing is in force, and so no reporter at work: shows and stores events in its place. Every second or so.</summary>
    public void Step()
    {
        lock (_lock)
        {
            if (AtWork == null) _events.Report(_clock.Now, _observer);
        }
    }

    /// <summary>Ends the guard, and stores the events that nobody has. Nothing is in force afterwards.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            End();
            _events.End(_clock.Now, _observer);
        }
    }

    /// <summary>Ends the guard, so that another can begin; the events go on under the name that the module has by now.</summary>
    protected void MakeRoom()
    {
        End();
        _events.TakeIdentity();
    }

    /// <summary>Adds what this platform alone finds wrong with a configuration.</summary>
    /// <param name="configuration">To be put in force.</param>
    /// <param name="credentials">What is stored.</param>
    /// <param name="hasAll">Whether those that the settings need are among them.</param>
    /// <param name="problems">Where to add.</param>
    protected abstract void CheckHere(CheckedConfiguration configuration, CredentialSet credentials, bool hasAll, ProblemList problems);

    /// <summary>Adds what this platform alone finds wrong with credentials.</summary>
    protected abstract void CheckHere(CredentialSet credentials, ProblemList problems);

    /// <summary>As <see cref="Foresee"/>, of what is in force.</summary>
    protected abstract string ForeseeHere(CheckedConfiguration configuration, CredentialSet credentials);

    /// <summary>Puts a configuration in force, under running sessions where that can be.</summary>
    /// <param name="configuration">Checked before.</param>
    /// <param name="credentials">What is stored.</param>
    /// <param name="difference">Notes what the one before would have let through; null for nothing.</param>
    /// <param name="hasNewCredentials">Whether these are why.</param>
    /// <returns>Empty; or what went wrong, in words, and then it is not in force.</returns>
    protected abstract string PutInForce(
        CheckedConfiguration configuration, CredentialSet credentials, LiveDifference? difference, bool hasNewCredentials);

    /// <summary>Ends the guard, if there is one.</summary>
    protected abstract void End();

    /// <summary>Removes what a platform keeps of a configuration in force: there is none any more.</summary>
    protected abstract void Clear();

    /// <summary>Ends every session, and lets nobody in. Returns how many sessions there were.</summary>
    protected abstract int IsolateNow();

    /// <summary>Lets clients in again.</summary>
    protected abstract void OpenNow();

    /// <summary>Tells whoever reads the module's log what went wrong.</summary>
    protected abstract void Complain(string text);
}
