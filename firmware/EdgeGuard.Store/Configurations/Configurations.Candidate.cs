using EdgeGuard.Policy;

namespace EdgeGuard.Store;

// The candidate: what is being changed and not in force.
public sealed partial class Configurations
{
    /// <summary>The candidate's settings text.</summary>
    public string CandidateSettings
    {
        get
        {
            lock (_lock) return _candidate.Settings;
        }
    }

    /// <summary>The candidate's policy text.</summary>
    public string CandidatePolicy
    {
        get
        {
            lock (_lock) return _candidate.Policy;
        }
    }

    /// <summary>Whether the candidate differs from what is in force.</summary>
    public bool HasChanges
    {
        get
        {
            lock (_lock) return _candidate.Differs(InForceTexts());
        }
    }

    /// <summary>Sets one key. Problems: the value cannot be kept, nothing changed, and <paramref name="problems"/> says why. A
    /// technician.</summary>
    public CommitFault Set(Person by, string key, string value, ProblemList problems)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CommitFault.NotAllowed;
            return _candidate.Set(key, value, problems) ? CommitFault.None : CommitFault.Problems;
        }
    }

    /// <summary>Removes a key, or one value of a repeating one. NothingToCommit: there is no such line. A technician.</summary>
    /// <param name="by">Who.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">Empty: all of its lines.</param>
    public CommitFault Unset(Person by, string key, string value)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CommitFault.NotAllowed;
            return _candidate.Unset(key, value) ? CommitFault.None : CommitFault.NothingToCommit;
        }
    }

    /// <summary>Replaces the candidate's settings text. Mistakes in it are for <see cref="Check"/>. A technician.</summary>
    public CommitFault SetSettings(Person by, string text)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CommitFault.NotAllowed;
            return _candidate.SetSettings(text) ? CommitFault.None : CommitFault.TooLong;
        }
    }

    /// <summary>Replaces the candidate's policy text. Mistakes in it are for <see cref="Check"/>. A technician.</summary>
    public CommitFault SetPolicy(Person by, string text)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CommitFault.NotAllowed;
            return _candidate.SetPolicy(text) ? CommitFault.None : CommitFault.TooLong;
        }
    }

    /// <summary>Changes the candidate's policy text. ChangedMeanwhile: it is another one than what was changed. A technician.</summary>
    /// <param name="by">Who.</param>
    /// <param name="from">The text that was changed.</param>
    /// <param name="to">The text with the change.</param>
    public CommitFault ChangePolicy(Person by, string from, string to)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CommitFault.NotAllowed;
            if (_candidate.Policy != from) return CommitFault.ChangedMeanwhile;
            return _candidate.SetPolicy(to) ? CommitFault.None : CommitFault.TooLong;
        }
    }

    /// <summary>Makes the candidate what is in force. A technician.</summary>
    public CommitFault Discard(Person by)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return CommitFault.NotAllowed;
            _candidate.Take(InForceTexts());
            return CommitFault.None;
        }
    }

    /// <summary>All problems of the candidate.</summary>
    public ConfigurationReading Check()
    {
        lock (_lock) return ConfigurationCheck.Run(Texts(""), _applier);
    }

    /// <summary>What a commit would change of the settings: see <see cref="TextDifference.Lines"/>.</summary>
    public string[] DiffSettings()
    {
        lock (_lock) return TextDifference.Lines(InForceTexts().Settings, _candidate.Settings);
    }

    /// <summary>What a commit would change of the policy.</summary>
    public string[] DiffPolicy()
    {
        lock (_lock) return TextDifference.Lines(InForceTexts().Policy, _candidate.Policy);
    }

    private StoredConfiguration InForceTexts()
    {
        return _inForce == null ? StoredConfiguration.None : _inForce.Texts;
    }
}
