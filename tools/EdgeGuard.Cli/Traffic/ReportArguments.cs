using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Settings;

namespace EdgeGuard.Cli;

/// <summary>Where a command takes modules' reports of traffic from: a broker, or what was saved of one.</summary>
internal sealed class ReportArguments
{
    // A timer's longest is 49 days.
    private const int MostDays = 45;

    private readonly BrokerArguments _broker = new(isRequired: false);

    private readonly Option<string[]> _files = new("--traffic")
    {
        Description = "What 'edgeguard traffic --save' has written, instead of a broker. Several may be named.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _for = new("--for")
    {
        Description = "Listen so long: 10m, 2h, 7d.",
        HelpName = "TIME",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        _broker.AddTo(command);
        command.Options.Add(_for);
    }

    /// <summary>Whether a broker or a file is named.</summary>
    public bool IsNamed(ParseResult parsed) => _broker.IsNamed(parsed) || Files(parsed).Length > 0;

    /// <summary>Whether reports come from a broker.</summary>
    public bool IsLive(ParseResult parsed) => _broker.IsNamed(parsed);

    public BrokerOptions Broker(ParseResult parsed) => _broker.Read(parsed);

    /// <summary>How long to listen; null: not told.</summary>
    public TimeSpan? For(ParseResult parsed) =>
        SettingText.TryDuration(parsed.GetValue(_for) ?? "", out long ms) ? TimeSpan.FromMilliseconds(ms) : null;

    /// <summary>Options that were given and have no meaning without reports.</summary>
    public string[] Given(ParseResult parsed) =>
        [.. _broker.OfReports(parsed), .. parsed.GetResult(_for) != null ? [_for.Name] : Array.Empty<string>()];

    /// <summary>What the command line names wrongly, all at once; none where it names no reports.</summary>
    public string[] Problems(ParseResult parsed)
    {
        if (!IsNamed(parsed)) return [];
        var problems = new List<string>();
        if (IsLive(parsed) && Files(parsed).Length > 0) problems.Add("--traffic and --broker: reports come from the one or the other");
        BrokerOptions options = Broker(parsed);
        problems.AddRange(IsLive(parsed) ? options.Problems() : options.ModuleProblems());
        if (!IsLive(parsed))
        {
            string[] unused = [.. _broker.OfBroker(parsed), .. parsed.GetResult(_for) != null ? [_for.Name] : Array.Empty<string>()];
            problems.AddRange(unused.Select(option => $"{option} is for a broker, and none is named: --broker HOST:PORT"));
        }
        bool isTime = parsed.GetValue(_for) == null || For(parsed) is { Ticks: > 0, Days: <= MostDays };
        if (!isTime) problems.Add($"--for '{parsed.GetValue(_for)}' is no time up to {MostDays}d, such as 10m, 2h or 7d");
        return [.. problems];
    }

    /// <summary>Gives all reports of the files to a follower. False: the reason is on standard error.</summary>
    public bool TryReadFiles(ParseResult parsed, TrafficFollower follower)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        foreach (string file in Files(parsed))
        {
            bool isRead = TrafficRecording.TryRead(file, (topic, report) => Take(topic, report), out string note, out string problem);
            if (note.Length > 0) error.WriteLine($"edgeguard: note: {file} {note}");
            if (isRead) continue;
            error.WriteLine($"edgeguard: error: {file} {problem}");
            error.WriteLine("edgeguard: hint: name a file that 'edgeguard traffic --save' wrote; a capture is named with --pcap");
            return false;
        }
        return true;

        void Take(string topic, byte[] report)
        {
            follower.Take(topic, report, out string problem);
            if (problem.Length > 0) error.WriteLine("edgeguard: " + problem);
        }
    }

    /// <summary>Gives all reports to a follower; of a broker those of the time told, or the first of each module that is online. False:
    /// the reason is on standard error.</summary>
    public async Task<bool> TryReadAll(ParseResult parsed, TrafficFollower follower, CancellationToken stop)
    {
        if (!IsLive(parsed)) return TryReadFiles(parsed, follower);
        TimeSpan? time = For(parsed);
        TextWriter error = parsed.InvocationConfiguration.Error;
        var listener = new TrafficListener(Broker(parsed), follower, error) { Once = time == null, For = time };
        return await listener.Run(stop).ConfigureAwait(false);
    }

    /// <summary>The streams of the modules that were asked for.</summary>
    public FollowedTraffic[] Chosen(ParseResult parsed, TrafficFollower follower)
    {
        BrokerOptions options = Broker(parsed);
        return
        [
            .. follower.All.Where(each => options.Site.Length == 0 || each.Module.Site == options.Site)
                .Where(each => options.Module.Length == 0 || each.Module.Module == options.Module),
        ];
    }

    private string[] Files(ParseResult parsed) => parsed.GetValue(_files) ?? [];
}
