using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>Holds proposals against the future: each is made of the first half of a capture's time and judges the second.</summary>
/// <remarks>Each request is judged as it was captured, not as a row tells it. A capture with several PLCs is as many proposals.</remarks>
internal sealed class ProposalProof
{
    private const string Head =
        "| capture | PLCs | first half | lines | never-seen addresses | second half, seen before: allowed | not seen before: refused | "
        + "never proposed: refused |\n|---|---|---|---|---|---|---|---|";

    private int _plcs;
    private long _asked;
    private long _lines;
    private long _addresses;
    private long _unseen;
    private long _known;
    private long _knownAllowed;
    private long _new;
    private long _newRefused;
    private long _barred;
    private long _barredRefused;

    /// <summary>Prints a Markdown table, a row a capture.</summary>
    public static int Run(ParseResult parsed, CaptureOptions captures)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        output.WriteLine(Head);
        foreach (string file in captures.Files(parsed))
        {
            CapturedTraffic? traffic = captures.Read(parsed, [file]);
            if (traffic == null) return PolicyExit.Errors;
            var proof = new ProposalProof();
            long begin = traffic.Requests.Min(each => each.Time);
            long middle = begin + (traffic.Requests.Max(each => each.Time) - begin) / 2;
            foreach ((IPAddress server, _) in traffic.Servers) proof.Add(traffic.Where(each => each.Server.Equals(server)), middle);
            output.WriteLine(proof.Row(Path.GetFileName(file)));
        }
        return PolicyExit.Success;
    }

    private void Add(CapturedTraffic traffic, long middle)
    {
        CapturedTraffic first = traffic.Where(each => each.Time < middle);
        Proposal proposal = Proposer.Make(first.Rows(new TrafficStatus()), new ProposalOptions());
        CompiledPolicy policy = PolicyReader.Read(proposal.Text).Policy ?? CompiledPolicy.Empty;
        _plcs++;
        _asked += first.Requests.Count;
        _lines += proposal.Lines;
        _addresses += proposal.Addresses;
        _unseen += proposal.UnseenAddresses;
        var seen = new HashSet<(IPAddress, int, int)>();
        var decoded = new Request();
        foreach (CapturedRequest request in first.Requests)
        {
            if (IsProposable(request, decoded)) seen.Add((request.Client, decoded.Function, decoded.SubFunction));
        }
        var input = new JudgeInput();
        var decision = new Decision();
        foreach (CapturedRequest request in traffic.Requests.Where(each => each.Time >= middle))
        {
            bool isProposable = IsProposable(request, decoded);
            Judge.Run(policy, policy.RoleIndex(traffic.RoleOf(request.Client)), decoded, input, decision);
            bool isAllowed = decision.Verdict == Verdict.Allow;
            bool isSeen = seen.Contains((request.Client, decoded.Function, decoded.SubFunction));
            if (!isProposable) Count(!isAllowed, ref _barred, ref _barredRefused);
            else if (isSeen) Count(isAllowed, ref _known, ref _knownAllowed);
            else Count(!isAllowed, ref _new, ref _newRefused);
        }
    }

    // Decodes it on the way.
    private static bool IsProposable(CapturedRequest request, Request decoded)
    {
        bool isSound = decoded.Decode(request.Unit, request.Pdu, 0, request.Pdu.Length);
        return isSound && decoded.IsKnown && Proposer.IsPublic(decoded.Function, decoded.SubFunction);
    }

    private static void Count(bool isRight, ref long all, ref long right)
    {
        all++;
        if (isRight) right++;
    }

    private string Row(string file)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {file} | {_plcs} | {_asked:N0} | {_lines} | {Share(_unseen, _addresses)} | {Share(_knownAllowed, _known)} "
                + $"| {Share(_newRefused, _new)} | {Share(_barredRefused, _barred)} |");
    }

    private static string Share(long part, long all)
    {
        return all == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{part:N0} of {all:N0} ({100.0 * part / all:0.##} %)");
    }
}
