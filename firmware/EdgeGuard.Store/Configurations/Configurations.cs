using EdgeGuard.Core;
using EdgeGuard.Guard;

namespace EdgeGuard.Store;

/// <summary>Where settings and policy are changed together: a candidate, checks, commits, and commits on trial that nobody can lock himself
/// out by. Any thread; what takes effect may take as long as the platform takes.</summary>
/// <remarks>
/// What is stored is what a restart brings. A commit on trial is in memory only: the timer, a rollback or any restart brings the old
/// one back, and nothing of it is stored until <see cref="Confirm"/>. A commit of policy alone drops no session.
/// The candidate is one for all consoles, outlasts a logout, and is lost by a restart.
/// </remarks>
public sealed partial class Configurations
{
    /// <summary>Longest trial, seconds.</summary>
    public const int MaxTrialSeconds = 86_400;

    private readonly RecordStore _records;
    private readonly Accounts _accounts;
    private readonly IClock _clock;
    private readonly ChangeEvents _events;
    private readonly IConfigurationApplier _applier;

    private readonly object _lock = new object();

    // Under the lock:
    private readonly Candidate _candidate = new Candidate();
    private StoredConfiguration _stored = StoredConfiguration.None;
    private CheckedConfiguration? _inForce;
    private CheckedConfiguration? _before;
    private LiveDifference? _difference;
    private long _trialEnds = long.MaxValue;
    private bool _hasStarted;

    public Configurations(StoreContext context, Accounts accounts, IConfigurationApplier applier)
    {
        _records = context.Records;
        _accounts = accounts;
        _clock = context.Clock;
        _events = new ChangeEvents(context.Events);
        _applier = applier;
    }

    /// <summary>Puts the stored configuration in force. Once, before anything else is asked.</summary>
    /// <returns>None when it is in force, or NothingToCommit when nothing is stored; after any other answer nothing is in force,
    /// everything is refused, and the stored texts are the candidate.</returns>
    public CommitResult Start()
    {
        lock (_lock)
        {
            _hasStarted = true;
            byte[]? content = _records.Read(RecordName.Configuration, out RecordHealth health);
            _events.Health(RecordName.Configuration, health);
            StoredConfiguration? stored = content == null ? null : StoredConfiguration.FromBytes(content);
            if (content != null && stored == null) _events.Health(RecordName.Configuration, RecordHealth.Lost);
            if (stored != null) _stored = stored;
            _candidate.Take(_stored);
            TellLostTrial();
            if (stored == null) return new CommitResult(CommitFault.NothingToCommit, null, "");
            ConfigurationReading reading = ConfigurationCheck.Run(stored, _applier);
            if (reading.Configuration == null)
            {
                _events.Raise(EventCode.ConfigurationRejected, null, reading.Errors, 0);
                return new CommitResult(CommitFault.Problems, reading, "");
            }
            string refused = _applier.Apply(reading.Configuration, false, out _);
            if (refused.Length > 0) return new CommitResult(CommitFault.PlatformRefused, reading, refused);
            _inForce = reading.Configuration;
            return new CommitResult(CommitFault.None, reading, "");
        }
    }

    /// <summary>Whether <see cref="Start"/> has been called, so that what is in force is known.</summary>
    public bool HasStarted
    {
        get
        {
            lock (_lock) return _hasStarted;
        }
    }

    /// <summary>What a restart brings; <see cref="StoredConfiguration.None"/> while nothing was committed.</summary>
    public StoredConfiguration Stored
    {
        get
        {
            lock (_lock) return _stored;
        }
    }

    /// <summary>What is in force now; null: nothing, everything is refused.</summary>
    public CheckedConfiguration? InForce
    {
        get
        {
            lock (_lock) return _inForce;
        }
    }

    /// <summary>Milliseconds until a trial ends; 0 while there is none.</summary>
    public long TrialMs
    {
        get
        {
            lock (_lock)
            {
                long left = _trialEnds - _clock.Now;
                return _trialEnds == long.MaxValue ? 0 : left > 0 ? left : 1;
            }
        }
    }

    /// <summary>While a trial runs: the requests that it refuses and the
    /// configuration before would have let through. Null otherwise.</summary>
    public LiveDifference? Difference
    {
        get
        {
            lock (_lock) return _difference;
        }
    }

    /// <summary>Puts the candidate in force and stores it. A technician.</summary>
    public CommitResult Commit(Person by)
    {
        lock (_lock)
        {
            CommitResult result = Prepare(by, out CheckedConfiguration? next);
            if (next == null) return result;
            string refused = _applier.Apply(next, false, out _);
            if (refused.Length > 0) return new CommitResult(CommitFault.PlatformRefused, result.Reading, refused);
            if (!_records.Write(RecordName.Configuration, next.Texts.ToBytes()))
            {
                _events.Refused(RecordName.Configuration);
                return new CommitResult(CommitFault.StoreRefused, result.Reading, _applier.Apply(_inForce, false, out _));
            }
            _inForce = next;
            _stored = next.Texts;
            _events.Raise(EventCode.ConfigurationCommitted, by.Peer, _stored.Generation, 0);
            return InForceNow(result, next);
        }
    }

    /// <summary>Puts the candidate in force in memory only, until <see cref="Confirm"/> or for so many seconds. A technician.</summary>
    public CommitResult CommitOnTrial(Person by, int seconds)
    {
        lock (_lock)
        {
            if (seconds < 1 || seconds > MaxTrialSeconds) return Refused(CommitFault.Seconds);
            CommitResult result = Prepare(by, out CheckedConfiguration? next);
            if (next == null) return result;
            // Told before it is in force: what it takes away may be the power.
            var mark = new TrialMark(next.Texts.Generation, by.Name, by.Peer.Address);
            if (!_records.Write(RecordName.Trial, mark.ToBytes())) _events.Refused(RecordName.Trial);
            string refused = _applier.Apply(next, true, out LiveDifference? difference);
            if (refused.Length > 0)
            {
                Unmark();
                return new CommitResult(CommitFault.PlatformRefused, result.Reading, refused);
            }
            _before = _inForce;
            _inForce = next;
            _difference = difference;
            _trialEnds = _clock.Now + seconds * 1000L;
            _events.Raise(EventCode.ConfigurationTried, by.Peer, next.Texts.Generation, seconds);
            return InForceNow(result, next);
        }
    }

    /// <summary>Keeps the configuration on trial: stores it. A technician.</summary>
    public CommitResult Confirm(Person by)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return Refused(CommitFault.NotAllowed);
            if (_inForce == null || _trialEnds == long.MaxValue) return Refused(CommitFault.NotOnTrial);
            var changes = new StoreChanges().Write(RecordName.Configuration, _inForce.Texts.ToBytes()).Delete(RecordName.Trial);
            if (!_records.Make(changes))
            {
                // It stays on trial: the timer brings the old one back, and another try may go well.
                _events.Refused(RecordName.Configuration);
                return Refused(CommitFault.StoreRefused);
            }
            _stored = _inForce.Texts;
            EndTrial();
            _events.Raise(EventCode.ConfigurationCommitted, by.Peer, _stored.Generation, 0);
            return new CommitResult(CommitFault.None, null, "");
        }
    }

    /// <summary>On trial: brings the configuration before back at once; the candidate stays. Otherwise the configuration before the
    /// stored one becomes the candidate, to be committed. A technician.</summary>
    public CommitResult Rollback(Person by)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return Refused(CommitFault.NotAllowed);
            if (_trialEnds != long.MaxValue) return BringBack(by, RollbackReason.ByPerson);
            byte[]? content = _records.ReadPrevious(RecordName.Configuration);
            StoredConfiguration? previous = content == null ? null : StoredConfiguration.FromBytes(content);
            if (previous == null) return Refused(CommitFault.NoPrevious);
            _candidate.Take(previous);
            return Refused(CommitFault.None);
        }
    }

    /// <summary>Ends a trial whose time has run out. Whoever owns a thread
    /// calls it when it said to come back, and after every commit.</summary>
    /// <returns>When to come back, monotonic milliseconds; long.MaxValue while no trial runs.</returns>
    public long Step(long now)
    {
        lock (_lock)
        {
            if (_trialEnds != long.MaxValue && now >= _trialEnds) BringBack(null, RollbackReason.NotConfirmed);
            return _trialEnds;
        }
    }

    /// <summary>Nothing is stored any more: nothing is in force, and the candidate is empty.</summary>
    internal void Forget()
    {
        lock (_lock)
        {
            EndTrial();
            _applier.Apply(null, false, out _);
            _inForce = null;
            _stored = StoredConfiguration.None;
            _candidate.Take(_stored);
        }
    }

    // Checks whether the candidate can be put in force; null: it cannot, and the result says why.
    private CommitResult Prepare(Person by, out CheckedConfiguration? next)
    {
        next = null;
        if (!_accounts.MayChange(by)) return Refused(CommitFault.NotAllowed);
        if (_trialEnds != long.MaxValue) return Refused(CommitFault.OnTrial);
        if (_inForce != null && !_candidate.Differs(_inForce.Texts)) return Refused(CommitFault.NothingToCommit);
        ConfigurationReading reading = ConfigurationCheck.Run(Texts(by.Name), _applier);
        next = reading.Configuration;
        return new CommitResult(next == null ? CommitFault.Problems : CommitFault.None, reading, "");
    }

    private CommitResult InForceNow(CommitResult prepared, CheckedConfiguration next)
    {
        return new CommitResult(CommitFault.None, prepared.Reading, "") { Waiting = _applier.WaitForStart(next) };
    }

    private StoredConfiguration Texts(string by)
    {
        return new StoredConfiguration(_stored.Generation + 1, _candidate.Settings, _candidate.Policy, by, _clock.Utc);
    }

    private CommitResult BringBack(Person? by, RollbackReason reason)
    {
        string refused = _applier.Apply(_before, false, out _);
        _inForce = _before;
        EndTrial();
        Unmark();
        _events.Raise(EventCode.ConfigurationRolledBack, by == null ? null : by.Peer, _stored.Generation, (int)reason);
        return new CommitResult(refused.Length == 0 ? CommitFault.None : CommitFault.PlatformRefused, null, refused);
    }

    private void EndTrial()
    {
        if (_difference != null) _difference.End();
        _before = null;
        _difference = null;
        _trialEnds = long.MaxValue;
    }

    // After a restart: the one on trial is gone, and who waited for it shall find out why.
    private void TellLostTrial()
    {
        byte[]? content = _records.Read(RecordName.Trial);
        if (content == null) return;
        TrialMark? mark = TrialMark.FromBytes(content);
        if (mark != null && mark.Generation > _stored.Generation)
        {
            var by = new Peer(PeerTransport.Console, mark.Address, mark.By, null, "", long.MaxValue);
            _events.Raise(EventCode.ConfigurationRolledBack, by, _stored.Generation, (int)RollbackReason.Restart);
        }
        Unmark();
    }

    private void Unmark()
    {
        if (!_records.Make(new StoreChanges().Delete(RecordName.Trial))) _events.Refused(RecordName.Trial);
    }

    private static CommitResult Refused(CommitFault fault)
    {
        return new CommitResult(fault, null, "");
    }
}
