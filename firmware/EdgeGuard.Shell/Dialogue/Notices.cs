using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>What goes on elsewhere and somebody at a console must know of: the state in the prompt, a trial that ends, what others do at
/// other consoles, and how many requests there are. One session's thread.</summary>
internal sealed class Notices
{
    private readonly ConsoleServices _services;
    private bool _sawTrial;
    private uint _counted;
    private long _countedAt;

    // What others do, as the person has seen it last.
    private string _present = "";
    private string _settings = "";
    private string _policy = "";
    private int _generation;

    internal Notices(ConsoleServices services)
    {
        _services = services;
    }

    /// <summary>The candidate's policy as the person knew it when the command was typed.</summary>
    internal string SeenPolicy { get; private set; } = "";

    /// <summary>Requests a second, of the last second or so.</summary>
    internal int RequestsPerSecond { get; private set; }

    /// <summary>Whether what is in force lets through what no line allows.</summary>
    internal bool IsObserving
    {
        get
        {
            CheckedConfiguration? inForce = _services.Configurations.InForce;
            return inForce != null && GuardSettings.Mode(inForce.Settings) == GuardMode.Observe;
        }
    }

    /// <summary>The prompt for a person, or for nobody: his name, and what the module's state is where it is not the usual one.</summary>
    internal string Prompt(Person? person)
    {
        if (person == null) return "edgeguard> ";
        string state = (_services.Isolation.Mark.IsOn ? ", ISOLATED" : "") + (IsObserving ? ", OBSERVE" : "");
        if (_services.Configurations.TrialMs > 0) state += ", " + Trial();
        else if (_services.Configurations.HasChanges) state += ", changed";
        return person.Name + (state.Length > 0 ? " [" + state.Substring(2) + "]" : "") + "> ";
    }

    internal void Begin(long now)
    {
        _countedAt = now;
        _counted = _services.Counters.Read(Counter.Requests);
        _sawTrial = _services.Configurations.TrialMs > 0;
    }

    /// <summary>Counts requests.</summary>
    internal void Step(long now)
    {
        if (now - _countedAt < 1000) return;
        uint requests = _services.Counters.Read(Counter.Requests);
        RequestsPerSecond = (int)(unchecked(requests - _counted) * 1000L / (now - _countedAt));
        _counted = requests;
        _countedAt = now;
    }

    /// <summary>All is as the person knows it: he did it himself, or it was reported to him.</summary>
    internal void See(Person? person)
    {
        _sawTrial = _services.Configurations.TrialMs > 0;
        if (person != null) SeeOthers(person);
    }

    /// <summary>Who is logged in as well, with what that means; empty for nobody.</summary>
    internal string Others(Person person)
    {
        string others = _services.ConsolePresence.OtherSessions(person);
        return others.Length > 0 ? Others(others) : "";
    }

    /// <summary>That a trial ran out, or was ended elsewhere; empty otherwise. Reported once, and only where it can be shown.</summary>
    internal string EndOfTrial(bool canShow)
    {
        bool hasEnded = _sawTrial && _services.Configurations.TrialMs == 0;
        _sawTrial = _services.Configurations.TrialMs > 0;
        if (!hasEnded || !canShow) return "";
        return _services.Configurations.HasChanges
            ? "The trial has ended without 'confirm': the configuration before it is in force again."
            : "The trial has ended: the configuration was confirmed.";
    }

    /// <summary>A command begins. Returns what others have done since the last one; empty for nothing, and for a script.</summary>
    internal string BeforeCommand(Person? person, bool isBatch)
    {
        SeenPolicy = _policy;
        return person == null || isBatch ? "" : News(person);
    }

    /// <summary>What others did, reported once; empty for nothing.</summary>
    internal string News(Person person)
    {
        Configurations configurations = _services.Configurations;
        string present = _services.ConsolePresence.OtherSessions(person);
        string news = present.Length > _present.Length ? Others(present) + " " : "";
        int generation = Generation();
        // A trial is reported by itself.
        if (generation > _generation && configurations.TrialMs == 0)
        {
            news += "Configuration number " + generation + ", by " + configurations.InForce!.Texts.By + ", is in force now. ";
        }
        else if (configurations.CandidateSettings != _settings || configurations.CandidatePolicy != _policy)
        {
            news += "The candidate was changed at another console: 'diff' shows what a commit would do.";
        }
        SeeOthers(person);
        return news.Trim();
    }

    private static string Others(string present)
    {
        return "Logged in as well: " + present + ". There is one candidate for all of you.";
    }

    private void SeeOthers(Person person)
    {
        _present = _services.ConsolePresence.OtherSessions(person);
        _settings = _services.Configurations.CandidateSettings;
        _policy = _services.Configurations.CandidatePolicy;
        _generation = Generation();
    }

    private int Generation()
    {
        CheckedConfiguration? inForce = _services.Configurations.InForce;
        return inForce == null ? 0 : inForce.Texts.Generation;
    }

    private string Trial()
    {
        LiveDifference? difference = _services.Configurations.Difference;
        int requests = difference == null ? 0 : difference.Requests;
        string refused = requests > 0 ? ", " + requests + " refused that were allowed" : "";
        return "trial, " + (_services.Configurations.TrialMs + 999) / 1000 + " s left" + refused;
    }
}
