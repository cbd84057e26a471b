using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>What others do at other consoles, as one person has seen it last. One session's thread.</summary>
internal sealed class OtherSessions
{
    private string _present = "";
    private string _settings = "";
    private int _generation;

    /// <summary>The candidate's policy as the person has seen it last.</summary>
    internal string Policy { get; private set; } = "";

    /// <summary>Who is logged in as well, with what that means.</summary>
    internal static string Text(string present)
    {
        return "Logged in as well: " + present + ". There is one candidate for all of you.";
    }

    /// <summary>All is as the person knows it: he did it himself, or has been told.</summary>
    internal void See(ConsoleServices services, Person person)
    {
        _present = services.ConsolePresence.OtherSessions(person);
        _settings = services.Configurations.CandidateSettings;
        Policy = services.Configurations.CandidatePolicy;
        _generation = Generation(services.Configurations);
    }

    /// <summary>What is new, told once; empty for nothing.</summary>
    internal string News(ConsoleServices services, Person person)
    {
        Configurations configurations = services.Configurations;
        string present = services.ConsolePresence.OtherSessions(person);
        string news = present.Length > _present.Length ? Text(present) + " " : "";
        int generation = Generation(configurations);
        // A trial is told of by itself.
        if (generation > _generation && configurations.TrialMs == 0) news += "Configuration number " + generation + ", by "
            + configurations.InForce!.Texts.By + ", is in force now. ";
        else if (configurations.CandidateSettings != _settings
            || configurations.CandidatePolicy != Policy) news += "The candidate was changed at another console: 'diff' shows what a commit would do.";
        See(services, person);
        return news.Trim();
    }

    private static int Generation(Configurations configurations)
    {
        CheckedConfiguration? inForce = configurations.InForce;
        return inForce == null ? 0 : inForce.Texts.Generation;
    }
}
