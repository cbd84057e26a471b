using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard traffic</c>: who asks what of the PLCs behind modules, and how often.</summary>
internal sealed class TrafficCommand
{
    private const int Shown = 0;
    private const int Failed = 1;
    private const int Misused = 2;
    private const int SealFailed = 3;

    private const string Description =
        "Shows who asks what of the PLCs behind modules, and how often. Modules report it to their broker: every 5 minutes the rows that\n"
        + "changed, unless their setting traffic.publish says otherwise. The table is printed anew with each report, until Ctrl-C.\n\n"
        + "'every' is the mean time between requests, 'last' how long ago the last one came, 'takes' the mean time of the unit's answer.\n"
        + "An outcome with a share tells what went worst; 'silent': no answer, 'exc. 02': the unit's exception, 'limited': put off by a\n"
        + "limit, 'observed': not allowed, and sent in mode observe.\n\n"
        + "With --save the reports are kept as they came, with their seals, for 'edgeguard policy propose --traffic' and 'replay'.\n"
        + "With --seal-key the seals are verified; what is not its module's does not count.\n\n"
        + "Examples:\n"
        + "  edgeguard traffic --broker broker.plant:8883 --ca ca.crt --certificate me.crt --key me.key --site plant-7 --once\n"
        + "  edgeguard traffic --broker mqtt://ops@broker.plant --password-file ops.password --for 7d --save week.traffic\n"
        + "  edgeguard traffic --traffic week.traffic --sort rate --client CN=hmi-3\n\n"
        + "Exit codes: 0 shown, 1 no report came or could be read, 2 wrong arguments, 3 shown, and a seal was broken or a report is "
            + "missing.";

    private readonly ReportArguments _reports = new();

    private readonly Option<string?> _client = new("--client")
    {
        Description = "Only clients with this in their role, subject or address, or whose fingerprint begins so.",
        HelpName = "TEXT",
    };

    private readonly Option<int?> _unit = new("--unit")
    {
        Description = "Only what is asked of this unit, by its id as the PLC has it.",
        HelpName = "UNIT",
    };

    private readonly Option<string> _sort = new Option<string>("--sort")
    {
        Description = "What was asked last comes first, or what is asked most often.",
        HelpName = "last|rate",
        DefaultValueFactory = _ => "last",
    }.AcceptOnlyFromAmong("last", "rate");

    private readonly Option<bool> _once = new("--once")
    {
        Description = "End as soon as every module that is online has reported, and print the table once.",
    };

    private readonly Option<string?> _save = new("--save")
    {
        Description = "Keep the reports in this file as well; one that is there is added to.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line, one a module." };

    internal static Command Create()
    {
        var arguments = new TrafficCommand();
        var command = new Command("traffic", Description)
        {
            arguments._client,
            arguments._unit,
            arguments._sort,
            arguments._once,
            arguments._save,
            arguments._json,
        };
        arguments._reports.AddTo(command);
        command.SetAction(arguments.Run);
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        string[] problems = Problems(parsed);
        foreach (string problem in problems) await error.WriteLineAsync("edgeguard: error: " + problem).ConfigureAwait(false);
        if (problems.Length > 0) return Misused;
        using TrafficRecording? recording = Recording(parsed, out string refusal);
        if (refusal.Length > 0)
        {
            await error.WriteLineAsync($"edgeguard: error: --save '{parsed.GetValue(_save)}': {refusal}").ConfigureAwait(false);
            return Failed;
        }
        var follower = new TrafficFollower(_reports.Broker(parsed).Seals())
        {
            Arrived = (topic, report) => recording?.Add(topic, report),
        };
        bool isRead = _reports.IsLive(parsed)
            ? await Listen(parsed, follower, stop).ConfigureAwait(false)
            : _reports.TryReadFiles(parsed, follower);
        return isRead ? End(parsed, follower) : Failed;
    }

    private string[] Problems(ParseResult parsed)
    {
        if (!_reports.IsNamed(parsed)) return ["whose traffic? --broker HOST:PORT, or --traffic FILE for what was saved"];
        string[] problems = [.. _reports.Problems(parsed), .. UnitProblem(parsed.GetValue(_unit))];
        if (_reports.IsLive(parsed)) return problems;
        Option[] live = [_once, _save];
        return
        [
            .. problems,
            .. live.Where(option => parsed.GetResult(option) is { Implicit: false })
                .Select(option => $"{option.Name} is for a broker, and none is named: --broker HOST:PORT"),
        ];
    }

    private static string[] UnitProblem(int? unit) => unit is < 0 or > 255 ? [$"--unit {unit} is not within 0 and 255"] : [];

    private TrafficRecording? Recording(ParseResult parsed, out string problem)
    {
        problem = "";
        return parsed.GetValue(_save) is { } path ? TrafficRecording.Open(path, TimeProvider.System, out problem) : null;
    }

    private bool IsPrintedOnce(ParseResult parsed) => parsed.GetValue(_once) || _reports.For(parsed) != null || !_reports.IsLive(parsed);

    private async Task<bool> Listen(ParseResult parsed, TrafficFollower follower, CancellationToken stop)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        await error.WriteLineAsync("edgeguard: a module reports every 5 minutes what was asked, unless its setting traffic.publish says "
            + "otherwise; and once an hour all").ConfigureAwait(false);
        ITrafficOutput output = Output(parsed);
        var listener = new TrafficListener(_reports.Broker(parsed), follower, error)
        {
            Once = parsed.GetValue(_once),
            For = _reports.For(parsed),
            Changed = IsPrintedOnce(parsed) ? null : () => output.Show(Views(parsed, follower)),
        };
        return await listener.Run(stop).ConfigureAwait(false);
    }

    private int End(ParseResult parsed, TrafficFollower follower)
    {
        TrafficTableView[] views = Views(parsed, follower);
        if (views.Length == 0)
        {
            TextWriter error = parsed.InvocationConfiguration.Error;
            error.WriteLine("edgeguard: error: no report of traffic" + (_reports.IsLive(parsed) ? " came" : ""));
            error.WriteLine(_reports.IsLive(parsed)
                ? "edgeguard: hint: listen longer than the module's traffic.publish; its console tells how long that is, or whether it is "
                    + "0s and nothing is reported: 'show traffic.publish'"
                : "edgeguard: hint: is the module's name right?");
            return Failed;
        }
        if (IsPrintedOnce(parsed)) Output(parsed).Show(views);
        return follower.HasFailed ? SealFailed : Shown;
    }

    private TrafficTableView[] Views(ParseResult parsed, TrafficFollower follower)
    {
        var choice = new TrafficChoice(parsed.GetValue(_client) ?? "", parsed.GetValue(_unit));
        bool byRate = parsed.GetValue(_sort) == "rate";
        return
        [
            .. _reports.Chosen(parsed, follower).Where(each => !each.IsOver)
                .Select(each => new TrafficTableView(each, follower.BrokenOf(each.Name), choice, byRate)),
        ];
    }

    private ITrafficOutput Output(ParseResult parsed)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json)) return new JsonTrafficOutput(output);
        bool isScreen = output == Console.Out && !Console.IsOutputRedirected && !IsPrintedOnce(parsed);
        return isScreen ? new ScreenTrafficOutput(AnsiConsole.Console, output) : new TextTrafficOutput(output);
    }
}
