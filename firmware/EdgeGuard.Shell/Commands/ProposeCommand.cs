using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Shell;

/// <summary>A policy made of what was asked: shown with its evidence, or made the candidate's, where a person strikes out what nobody can
/// explain.</summary>
internal static class ProposeCommand
{
    private const string TakeWord = "take";
    private const string SinceWord = "since";

    internal static void Run(ConsoleSession session, CommandWords words)
    {
        StoredTraffic? traffic = TrafficCommands.Recorded(session);
        if (traffic == null) return;
        bool isTaken = words[2] == TakeWord;
        int at = isTaken ? 3 : 2;
        long since = 0;
        if (words.Count > at && !TakesSince(session, words, at, out since)) return;
        Proposal proposal = Make(session, traffic.Table, since);
        if (proposal.Requests == 0) session.Fail("nothing was asked" + (since > 0 ? " since then" : " yet"), "'traffic' shows what was");
        else if (isTaken) Take(session, proposal);
        else Show(session, proposal);
    }

    private static bool TakesSince(ConsoleSession session, CommandWords words, int at, out long since)
    {
        IClock clock = session.Services.Clock;
        string when = words.Rest(at + 1);
        bool isAgo = SettingText.TryDuration(when, out long ago);
        since = clock.Utc - ago;
        if (words[at] != SinceWord || (!isAgo && !UtcText.TryRead(when, out since)))
        {
            session.Fail(
                "'" + words.Rest(at) + "' is nothing that could be proposed of",
                "such as 'policy propose since 7d', 'policy propose take since 2026-11-28 10:15:00Z'");
            return false;
        }
        if (clock.Trust != ClockTrust.Unset) return true;
        session.Fail("the module has no time, so nobody knows what was asked since then", "'clock' says whose it is; or leave 'since' out");
        return false;
    }

    // The version behind that of the policy that it may come in place of.
    private static Proposal Make(ConsoleSession session, TrafficTable table, long since)
    {
        var options = new ProposalOptions { Since = since };
        CheckedConfiguration? inForce = session.Services.Configurations.InForce;
        if (inForce != null) options.Follow(inForce.Policy);
        return Proposer.Make(table.Copy(TrafficReports.UtcOfZero(session.Services.Clock)), options);
    }

    private static void Show(ConsoleSession session, Proposal proposal)
    {
        session.Output.Lines(proposal.Text);
        if (session.IsBatch) return;
        session.Output.Line();
        session.Output.Line("'policy propose take' makes it the candidate's, to be read and changed there.");
    }

    private static void Take(ConsoleSession session, Proposal proposal)
    {
        Configurations configurations = session.Services.Configurations;
        PolicyReading reading = PolicyReader.Read(proposal.Text);
        string before = configurations.CandidatePolicy;
        if (!session.Services.Accounts.MayChange(session.Person!))
        {
            CommitCommands.Finish(session, CommitFault.NotAllowed);
        }
        else if (proposal.Lines == 0)
        {
            session.Fail("nothing of what was asked can be proposed; nothing has changed", "'policy propose' says why");
        }
        else if (reading.Policy == null)
        {
            session.Output.Problems("proposal", reading.Problems);
            session.Fail("so much is no policy; nothing has changed", "propose of less, such as 'policy propose take since 7d'");
        }
        else if (before.Length == 0 || before == Running(configurations) || session.IsBatch)
        {
            Put(session, proposal, reading, before);
        }
        else
        {
            AskYes(session, proposal, reading, before);
        }
    }

    private static void AskYes(ConsoleSession session, Proposal proposal, PolicyReading reading, string before)
    {
        session.Output.Line(Named(before) + " is in force nowhere: 'policy show' shows it, and 'yes' drops it.");
        session.Dialogue.Ask("Replace it? yes/no: ", "'yes' puts the proposal in its place, 'no' leaves it", false, answer =>
        {
            if (answer == "yes") Put(session, proposal, reading, before);
            else if (answer == "no") session.Fail("nothing has changed", "");
            else AskYes(session, proposal, reading, before);
        });
    }

    private static void Put(ConsoleSession session, Proposal proposal, PolicyReading reading, string before)
    {
        Configurations configurations = session.Services.Configurations;
        string running = Running(configurations);
        CommitFault fault = configurations.ChangePolicy(session.Person!, before, proposal.Text);
        if (fault != CommitFault.None)
        {
            CommitCommands.Finish(session, fault);
            return;
        }
        if (before.Length > 0 && before != running) session.Output.Line(Named(before) + ", which was in force nowhere, is gone.");
        PolicyCommands.Tell(session, reading);
        if (session.IsBatch) return;
        string marked = proposal.MarkedLines == 0 ? "" : ", " + proposal.MarkedLines.ToString() + " of them marked with !";
        session.Output.Line("Lines that allow: " + proposal.Lines.ToString() + marked + ". Nothing of it is in force.");
        session.Output.Line("'policy show' reads, 'policy remove N' strikes out; then 'commit confirm 180'.");
        if (running.Length > 0) session.Output.Line(Named(running) + " stays in force until then; 'discard' brings it back.");
    }

    private static string Running(Configurations configurations)
    {
        return configurations.InForce == null ? "" : configurations.InForce.Texts.Policy;
    }

    private static string Named(string text)
    {
        CompiledPolicy? policy = PolicyReader.Read(text).Policy;
        if (policy == null) return "The candidate's policy, which has errors,";
        return "Policy " + policy.Name + " version " + policy.Version.ToString();
    }
}
