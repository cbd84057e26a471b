using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard policy propose</c>: a whitelist drafted from what was seen on the wire.</summary>
internal static class PolicyProposeCommand
{
    private const string Description =
        "Drafts a policy from captures, or from what a module has recorded: what was asked, and nothing else, each line with who asked,\n"
        + "how often and since when.\n\n"
        + "Ranges are joined where they touch; those read also over holes of at most 8 addresses. Written values are bounded by what was\n"
        + "seen, rounded outward. What is malformed, of a vendor or a broadcast is listed at the end, never proposed. Lines marked with !\n"
        + "were seen once, or for the first time at the end of the recording: strike out what nobody can explain.\n\n"
        + "A policy is for one PLC: where there are several, --server or --module chooses. A week or more shows what is rare too.\n\n"
        + "Examples:\n"
        + "  edgeguard policy propose --pcap plant.pcapng --role 10.0.0.5=Operator --role 10.0.0.9=Engineer > plant.policy\n"
        + "  edgeguard policy propose --traffic week.traffic --site plant-7 --module press-3 > plant.policy\n"
        + "  edgeguard policy propose --broker broker.plant:8883 --ca ca.crt --certificate me.crt --key me.key --for 1d > plant.policy\n\n"
        + "Exit codes: 0 done, 1 a recording cannot be read or holds no request, 2 wrong arguments.";

    private const string NoProof = "--proof judges single requests, which captures alone have: --pcap FILE";

    internal static Command Create()
    {
        var recordings = new RecordingArguments();
        var since = new Option<string?>("--since")
        {
            Description = "Only what was still asked since then: 2026-11-01, \"2026-11-01 10:00\" (UTC), or 7d before the end.",
            HelpName = "TIME",
        };
        var name = new Option<string>("--name")
        {
            Description = "The policy's name.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "proposal",
        };
        var proof = new Option<bool>("--proof")
        {
            Description = "Propose from the first half of each capture's time, and print what the second half makes of it, as a table.",
        };
        Option<bool> json = PolicyCommand.JsonOption();
        var command = new Command("propose", Description) { since, name, proof, json };
        recordings.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            bool isProof = parsed.GetValue(proof);
            string[] problems =
            [
                .. recordings.Problems(parsed), .. Problems(parsed.GetValue(name)!, parsed.GetValue(since)),
                .. isProof && !recordings.IsCaptured(parsed) ? [NoProof] : Array.Empty<string>(),
            ];
            foreach (string problem in problems) parsed.InvocationConfiguration.Error.WriteLine($"edgeguard: error: {problem}");
            if (problems.Length > 0) return PolicyExit.Misused;
            if (isProof) return ProposalProof.Run(parsed, recordings.Captures);
            RecordedTraffic? traffic = await recordings.Read(parsed, stop).ConfigureAwait(false);
            return traffic == null
                ? PolicyExit.Errors
                : Run(parsed, traffic, parsed.GetValue(name)!, parsed.GetValue(since), parsed.GetValue(json));
        });
        return command;
    }

    private static string[] Problems(string name, string? since)
    {
        string[] problems = [];
        bool isName = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        if (!isName) problems = [$"--name '{name}' is no name: letters, digits, '-', '_' and '.'"];
        if (since != null && Since(since, 0) == null)
        {
            problems = [.. problems, $"--since '{since}' is no time, such as 2026-11-01, \"2026-11-01 10:00\" or 7d"];
        }
        return problems;
    }

    private static int Run(ParseResult parsed, RecordedTraffic traffic, string name, string? since, bool isJson)
    {
        var options = new ProposalOptions { Name = name };
        long end = traffic.Rows.Max(row => row.LastSeen);
        if (since != null) options.Since = Since(since, end)!.Value;
        Proposal proposal = Proposer.Make(traffic.Rows, options);
        if (proposal.Requests == 0) return NothingSince(parsed, since!, end);
        Tell(parsed.InvocationConfiguration.Error, traffic, proposal);
        if (proposal.Text.Length > GuardLimits.MaxPolicyText) return TooLong(parsed, proposal);
        if (isJson) WriteJson(parsed.InvocationConfiguration.Output, proposal);
        else parsed.InvocationConfiguration.Output.Write(proposal.Text);
        return PolicyExit.Success;
    }

    private static void Tell(TextWriter error, RecordedTraffic traffic, Proposal proposal)
    {
        if (traffic.Merges > 0) error.WriteLine($"edgeguard: note: more polls than there are rows: {traffic.Merges} share one");
        if (traffic.Unlisted > 0) error.WriteLine($"edgeguard: note: {traffic.Unlisted} requests had no room: they are not proposed");
        string[] unnamed = traffic.WithoutRole;
        string clients = unnamed.Length > 1 ? $", for each of {unnamed.Length} clients" : "";
        if (unnamed.Length > 0) error.WriteLine($"edgeguard: hint: which role? --role {unnamed[0]}=NAME{clients}");
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"edgeguard: {proposal.Lines} lines allow {proposal.AllowedRequests:N0} of {proposal.Requests:N0} requests; "
                + $"{proposal.MarkedLines} are marked, {proposal.ListedRows} polls are not proposed"));
    }

    private static int NothingSince(ParseResult parsed, string since, long end)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        error.WriteLine($"edgeguard: error: nothing was asked since {since}");
        error.WriteLine(end > 0
            ? $"edgeguard: hint: the last request of the recording came at {TerminalText.Utc(end)}"
            : "edgeguard: hint: the module had no time, so nobody knows when it was asked; leave --since out");
        return PolicyExit.Errors;
    }

    private static int TooLong(ParseResult parsed, Proposal proposal)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        error.WriteLine(
            $"edgeguard: error: the proposal has {proposal.Text.Length} characters, and a policy at most {GuardLimits.MaxPolicyText}");
        error.WriteLine("edgeguard: hint: give clients that do the same one role with --role, or leave out what is old with --since");
        return PolicyExit.Errors;
    }

    // UTC milliseconds; null for a text that is no time.
    private static long? Since(string text, long end)
    {
        if (SettingText.TryDuration(text, out long before)) return Math.Max(1, end - before);
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm"];
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        bool isTime = DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, utc, out DateTimeOffset time);
        return isTime ? time.ToUnixTimeMilliseconds() : null;
    }

    private static void WriteJson(TextWriter output, Proposal proposal)
    {
        PolicyJson.Write(output, json =>
        {
            json.WriteNumber("requests", proposal.Requests);
            json.WriteNumber("allowedRequests", proposal.AllowedRequests);
            json.WriteNumber("addresses", proposal.Addresses);
            json.WriteNumber("unseenAddresses", proposal.UnseenAddresses);
            json.WriteNumber("lines", proposal.Lines);
            json.WriteNumber("markedLines", proposal.MarkedLines);
            json.WriteNumber("listedRows", proposal.ListedRows);
            json.WriteString("policy", proposal.Text);
        });
    }
}
