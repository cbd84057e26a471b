using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>The candidate's mode, in one word. It comes into force as everything does: by a commit.</summary>
internal static class ModeCommand
{
    internal static void Run(ConsoleSession session, CommandWords words)
    {
        if (words.Count == 1) Show(session);
        else if (words.Count == 2) Set(session, words[1]);
        else session.Fail("'" + words.Rest(1) + "' is no mode", "'mode enforce' or 'mode observe'");
    }

    private static void Set(ConsoleSession session, string mode)
    {
        var problems = new ProblemList();
        CommitFault fault = session.Services.Configurations.Set(session.Person!, SettingKeys.Mode, mode, problems);
        if (fault == CommitFault.Problems) session.Fail(problems[0].Message, problems[0].Remedy);
        else CommitCommands.Finish(session, fault);
        if (fault == CommitFault.None && !session.IsBatch) Show(session);
    }

    private static void Show(ConsoleSession session)
    {
        Configurations configurations = session.Services.Configurations;
        string inForce = configurations.InForce == null ? "" : configurations.InForce.Settings.Text(SettingKeys.Mode);
        string candidate = SettingCommands.ValueIn(configurations.CandidateSettings, SettingKeys.Mode);
        // Where nothing is written the default holds.
        if (candidate == "-") candidate = SettingKeys.At(SettingKeys.IndexOf(SettingKeys.Mode)).Default;
        session.Output.Line("in force   " + (inForce.Length > 0 ? inForce + Meaning(inForce) : "nothing: every request is refused"));
        if (candidate == inForce) return;
        session.Output.Line("candidate  " + candidate + Meaning(candidate));
        string trial = IsObserve(candidate) ? "'commit confirm 3600' observes for an hour" : "'commit confirm 180' tries it";
        session.Output.Line(trial + "; 'commit' keeps it.");
    }

    private static string Meaning(string mode)
    {
        return ": what the policy does not allow is " + (IsObserve(mode) ? "let through, and reported" : "refused");
    }

    private static bool IsObserve(string mode)
    {
        return mode == GuardModeText.Of(GuardMode.Observe);
    }
}
