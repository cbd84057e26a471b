using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>Where the commands about policies take recorded traffic from: captures, or modules' reports.</summary>
internal sealed class RecordingArguments
{
    private const int MostModulesTold = 8;

    private readonly RoleArguments _roles = new();
    private readonly ReportArguments _reports = new();

    public RecordingArguments()
    {
        Captures = new CaptureOptions(_roles);
    }

    public CaptureOptions Captures { get; }

    public void AddTo(Command command)
    {
        Captures.AddTo(command);
        _reports.AddTo(command);
        _roles.AddTo(command);
    }

    /// <summary>Whether it comes from captures.</summary>
    public bool IsCaptured(ParseResult parsed) => Captures.Files(parsed).Length > 0;

    /// <summary>What the command line names wrongly, all at once.</summary>
    public string[] Problems(ParseResult parsed)
    {
        bool isCaptured = IsCaptured(parsed);
        bool isReported = _reports.IsNamed(parsed);
        var problems = new List<string>();
        if (!isCaptured && !isReported) problems.Add("which recording? --pcap FILE, --traffic FILE or --broker HOST:PORT");
        if (isCaptured && isReported) problems.Add("--pcap, and reports of a module: a recording is the one or the other");
        problems.AddRange(_roles.Problems(parsed));
        problems.AddRange(Captures.Problems(parsed));
        problems.AddRange(_reports.Problems(parsed));
        if (isCaptured && !isReported) problems.AddRange(_reports.Given(parsed).Select(option => Foreign(option, "a module's reports")));
        if (isReported && !isCaptured) problems.AddRange(Captures.Given(parsed).Select(option => Foreign(option, "captures")));
        return [.. problems];
    }

    /// <summary>Reads the recording of the one PLC that was chosen, or is there. Null: the reason is on standard error.</summary>
    public async Task<RecordedTraffic?> Read(ParseResult parsed, CancellationToken stop)
    {
        if (!IsCaptured(parsed)) return await ReadReports(parsed, stop).ConfigureAwait(false);
        CapturedTraffic? captured = Captures.ReadOne(parsed);
        if (captured == null) return null;
        var status = new TrafficStatus();
        TrafficRow[] rows = captured.Rows(status);
        string[] unnamed = Ordered(captured.ClientsWithoutRole.Select(each => each.ToString()));
        return new RecordedTraffic(rows, status.Merges, status.Unlisted, unnamed);
    }

    private static string Foreign(string option, string what) => $"{option} is for {what}, and none are named";

    private async Task<RecordedTraffic?> ReadReports(ParseResult parsed, CancellationToken stop)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        SealChecker? seals = _reports.Broker(parsed).Seals();
        var follower = new TrafficFollower(seals);
        if (!await _reports.TryReadAll(parsed, follower, stop).ConfigureAwait(false)) return null;
        FollowedTraffic[] streams = [.. _reports.Chosen(parsed, follower).Where(each => seals == null || IsVerified(each, error))];
        FollowedTraffic[] named = [.. streams.DistinctBy(each => each.Name)];
        if (named.Length > 1)
        {
            error.WriteLine($"edgeguard: error: reports of {named.Length} modules, and a policy is for one: {Told(named)}");
            error.WriteLine($"edgeguard: hint: --site {named[0].Module.Site} --module {named[0].Module.Module}");
            return null;
        }
        TrafficRow[] rows = [.. streams.SelectMany(each => each.Module.Rows)];
        if (rows.Length == 0)
        {
            error.WriteLine("edgeguard: error: no report of traffic of this module with anything in it");
            error.WriteLine(_reports.IsLive(parsed)
                ? "edgeguard: hint: listen longer than the module's traffic.publish, with --for"
                : "edgeguard: hint: 'edgeguard traffic' shows what a file holds");
            return null;
        }
        GiveRoles(parsed, rows);
        foreach (FollowedTraffic each in streams.Where(each => !each.IsOver)) TellWhatIsMissing(each, error);
        return new RecordedTraffic(
            rows, streams.Sum(each => each.Module.Latest!.Table.Merges), streams.Sum(each => each.Module.Latest!.Table.Unlisted),
            Ordered(rows.Where(WantsRole).Select(row => row.Client.Address)));
    }

    // With keys at hand, a line that anybody may have invented has no place in a policy.
    private static bool IsVerified(FollowedTraffic followed, TextWriter error)
    {
        if (followed.Seal is SealState.Verified or SealState.Gap) return true;
        error.WriteLine($"edgeguard: note: {followed.Name}: left out, for no --seal-key is the one of its reports");
        return false;
    }

    private static string Told(FollowedTraffic[] named)
    {
        string told = string.Join(", ", named.Take(MostModulesTold).Select(each => $"{each.Name} ({each.Module.Rows.Length} rows)"));
        return named.Length > MostModulesTold ? $"{told} and {named.Length - MostModulesTold} more" : told;
    }

    private static void TellWhatIsMissing(FollowedTraffic followed, TextWriter error)
    {
        int untold = followed.Module.RowsUntold;
        if (untold == 0) return;
        int rows = followed.Module.Latest!.Table.Rows;
        error.WriteLine(
            $"edgeguard: note: {rows - untold} of the module's {rows} rows are known; a recording of an hour has all");
    }

    private static bool IsWithoutRole(TrafficRow row) => row.Client.Role == null && row.Client.Address.Length > 0;

    // What the policy in force refused every time is not proposed with a role either.
    private static bool WantsRole(TrafficRow row) => IsWithoutRole(row) && Proposer.Why(row) == Unproposed.NoRole;

    private static string[] Ordered(IEnumerable<string> addresses) =>
        [.. addresses.Distinct().Select(PeerText.Clean).Order(StringComparer.Ordinal)];

    private void GiveRoles(ParseResult parsed, TrafficRow[] rows)
    {
        foreach ((IPAddress address, string role) in _roles.Read(parsed))
        {
            TrafficRow[] theirs = [.. rows.Where(row => IsWithoutRole(row) && IsAt(row, address))];
            foreach (TrafficRow row in theirs) row.GiveRole(role);
            if (theirs.Length > 0) continue;
            parsed.InvocationConfiguration.Error.WriteLine(
                $"edgeguard: note: --role {address}={role}: no client without a role has this address");
        }
    }

    private static bool IsAt(TrafficRow row, IPAddress address) =>
        IPAddress.TryParse(row.Client.Address, out IPAddress? at) && at.Equals(address);
}
