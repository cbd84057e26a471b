using EdgeGuard.Store.Configuring;
using EdgeGuard.Store.People;

namespace EdgeGuard.Shell;

/// <summary>What others do at other consoles, as one person has seen it last. One session's thread.</summary>
internal sealed class Others
{
    private string _present = "";
    private string _settings = "";
    private string _policy = "";
    private int _generation;

    /// <summary>Who is logged in as well, with what that means.</summary>
    internal static string Text(string present)
    {
        return "Logged in as well: " + present + ". There is one candidate for all of you.";
    }

    /// <summary>All is as the person knows it: he did it himself, or has been told.</summary>
    internal void See(ConsoleServices services, Person person)
    {
        _present = services.Presence.Others(person);
        _settings = services.Desk.CandidateSettings;
        _policy = services.Desk.CandidatePolicy;
        _generation = Generation(services.Desk);
    }

    /// <summary>What is new, told once; empty for nothing.</summary>
    internal string News(ConsoleServices services, Person person)
    {
        ConfigurationDesk desk = services.Desk;
        string present = services.Presence.Others(person);
        string news = present.Length > _present.Length ? Text(present) + " " : "";
        int generation = Generation(desk);
        // A trial is told of by itself.
        if (generation > _generation && desk.TrialMs == 0) news += "Configuration number " + generation + ", by " + desk.InForce!.Texts.By + ", is in force now. ";
        else if (desk.CandidateSettings != _settings || desk.CandidatePolicy != _policy) news += "The candidate was changed at another console: 'diff' shows what a commit would do.";
        See(services, person);
        return news.Trim();
    }

    private static int Generation(ConfigurationDesk desk)
    {
        CheckedConfiguration? inForce = desk.InForce;
        return inForce == null ? 0 : inForce.Texts.Generation;
    }
}
