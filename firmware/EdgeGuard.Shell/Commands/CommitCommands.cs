using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>From the candidate to what is in force, and back.</summary>
internal static class CommitCommands
{
    internal static void Diff(ConsoleSession session, CommandWords words)
    {
        if (words[1] == "live")
        {
            DiffLive(session);
            return;
        }
        if (!ShowDifference(session)) return;
        // What the difference does to other lines does not show in it.
        session.Output.Problems("policy", PolicyReader.Read(session.Services.Configurations.CandidatePolicy).Problems);
    }

    /// <summary>Shows what the candidate changes. Whether the policy is among it.</summary>
    internal static bool ShowDifference(ConsoleSession session)
    {
        string[] settings = session.Services.Configurations.DiffSettings();
        string[] policy = session.Services.Configurations.DiffPolicy();
        if (settings.Length + policy.Length == 0)
        {
            session.Output.Line("The candidate is what is in force.");
            return false;
        }
        if (settings.Length > 0) session.Output.Line("settings:");
        for (int i = 0; i < settings.Length; i++) session.Output.Line(settings[i]);
        if (policy.Length > 0) session.Output.Line("policy:");
        for (int i = 0; i < policy.Length; i++) session.Output.Line(policy[i]);
        return policy.Length > 0;
    }

    internal static void Check(ConsoleSession session, CommandWords words)
    {
        ConfigurationReading reading = session.Services.Configurations.Check();
        session.Output.Problems("settings", reading.Settings);
        session.Output.Problems("policy", reading.Policy);
        if (reading.Errors > 0) FailWith(session, reading.Errors);
        else if (!session.IsBatch) session.Output.Line("No errors.");
    }

    internal static void Commit(ConsoleSession session, CommandWords words)
    {
        if (words.Count > 1)
        {
            session.Fail("'commit' stands alone, or is 'commit confirm SECONDS'", "'commit confirm 180' tries it for three minutes");
            return;
        }
        CommitResult result = session.Services.Configurations.Commit(session.Person!);
        Tell(session, result);
        if (result.Fault != CommitFault.None) return;
        if (!session.IsBatch) session.Output.Line("In force, and stored.");
        TellWaiting(session, result);
    }

    internal static void OnTrial(ConsoleSession session, CommandWords words)
    {
        if (!SettingText.TryNumber(words[2], out long seconds) || seconds > Configurations.MaxTrialSeconds) seconds = 0;
        Try(session, (int)seconds);
    }

    /// <summary>A commit on trial.</summary>
    /// <returns>Whether it is in force.</returns>
    internal static bool Try(ConsoleSession session, int seconds)
    {
        CommitResult result = session.Services.Configurations.CommitOnTrial(session.Person!, seconds);
        Tell(session, result);
        if (result.Fault != CommitFault.None) return false;
        if (!session.IsBatch) session.Output.Line("In force for " + seconds + " seconds, then undone; 'confirm' keeps it.");
        TellWaiting(session, result);
        return true;
    }

    internal static void Confirm(ConsoleSession session, CommandWords words)
    {
        CommitResult result = session.Services.Configurations.Confirm(session.Person!);
        Tell(session, result);
        if (result.Fault == CommitFault.None && !session.IsBatch) session.Output.Line("Stored: this is what a restart brings.");
    }

    internal static void Rollback(ConsoleSession session, CommandWords words)
    {
        bool isTrial = session.Services.Configurations.TrialMs > 0;
        CommitResult result = session.Services.Configurations.Rollback(session.Person!);
        Tell(session, result);
        if (result.Fault != CommitFault.None || session.IsBatch) return;
        session.Output.Line(isTrial
            ? "The previous configuration is in force again; what was tried is the candidate."
            : "The previous configuration is the candidate now: 'diff' shows it, 'commit' puts it in force.");
    }

    internal static void Discard(ConsoleSession session, CommandWords words)
    {
        Finish(session, session.Services.Configurations.Discard(session.Person!));
    }

    /// <summary>Says why nothing changed, if nothing did.</summary>
    internal static void Finish(ConsoleSession session, CommitFault fault)
    {
        if (fault != CommitFault.None) session.Fail(CommitFaultText.Message(fault), CommitFaultText.Remedy(fault));
    }

    /// <summary>How many errors there are, in words.</summary>
    internal static string Errors(int count)
    {
        return count == 1 ? "an error" : count + " errors";
    }

    private static void Tell(ConsoleSession session, CommitResult result)
    {
        if (result.Reading != null)
        {
            session.Output.Problems("settings", result.Reading.Settings);
            session.Output.Problems("policy", result.Reading.Policy);
        }
        if (result.Fault == CommitFault.PlatformRefused) session.Fail(CommitFaultText.Message(result.Fault), result.Detail);
        else if (result.Fault == CommitFault.Problems && result.Reading != null) FailWith(session, result.Reading.Errors);
        else Finish(session, result.Fault);
    }

    private static void TellWaiting(ConsoleSession session, CommitResult result)
    {
        if (result.Waiting.Length > 0) session.Output.Line(EffectText.Waiting(result.Waiting));
    }

    private static void FailWith(ConsoleSession session, int errors)
    {
        session.Fail("the candidate has " + Errors(errors) + "; nothing has changed", "");
    }

    private static void DiffLive(ConsoleSession session)
    {
        LiveDifference? difference = session.Services.Configurations.Difference;
        if (difference == null)
        {
            session.Output.Line("No configuration is on trial over another one.");
            return;
        }
        int requests = difference.Requests;
        session.Output.Line(requests == 1
            ? "1 request was refused that was allowed before."
            : requests + " requests were refused that were allowed before.");
        LiveDifferenceRow[] rows = difference.Rows();
        for (int i = 0; i < rows.Length; i++) session.Output.Line(Row(rows[i]));
    }

    private static string Row(LiveDifferenceRow row)
    {
        var record = new EventRecord
        {
            Function = row.Function,
            SubFunction = row.SubFunction,
            Unit = row.Unit,
            Address = row.Address,
            Quantity = row.Quantity,
        };
        string who = row.Peer == null ? "" : "  " + PeerText.Text(row.Peer);
        string rule = row.Rule > 0 ? ", line " + row.Rule : "";
        string note = row.IsCertain ? "" : " (perhaps refused before as well, by a value of the PLC)";
        return row.Count + " x  " + RequestText.Text(record) + who + "  " + RefusalText.Of(row.Reason) + rule + note;
    }
}
