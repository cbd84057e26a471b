using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard bench</c>: requests a second and latency through the module, and through what others use instead.</summary>
public static class BenchCommand
{
    private const int MostClients = 1000;
    private const int MostRuns = 99;
    private const int MostBusy = 64;
    private const double LeastSeconds = 0.05;
    private const string ThereAre = "there are load, flood, shared, idle, traffic, and all";

    private const string Description =
        "Measures the module against a direct connection, stunnel and haproxy, all on this machine.\n\n"
        + "Closed-loop clients (a thread each; function 3, ten registers) ask a PLC in this process that answers at once. Paths:\n"
        + "  direct         no proxy, no TLS                module_plain   the module, unsafe-plain listener\n"
        + "  module_tls     the module, mutual TLS and a policy of 100 rules\n"
        + "  stunnel, haproxy   the same certificates, TLS 1.3, AES-128-GCM; no policy\n"
        + "A TCP proxy opens one PLC connection for each client; the module is given as many, up to its 64.\n\n"
        + "What --measure names, for each number of clients:\n"
        + "  load     every path while all clients ask, seven rounds\n"
        + "  flood    the same over TLS, three rounds, while 1,000 connections to the same proxy say nothing; then how long one more\n"
        + "           client takes to be let in and answered (admit)\n"
        + "  shared   all clients at one PLC connection, beside a module whose only client has one for itself\n"
        + "  idle     clients that were answered once and ask nothing more: memory, threads, and what the proxy does all the same\n"
        + "  traffic  the module that records who asks what, beside one that does not\n"
        + "In a round every path is measured in turn, so that what else the machine does strikes all alike. Shown are the medians of\n"
        + "the rounds, and for ratios the median of the ratios within each round. With --runs all of it is done so often, with new\n"
        + "processes, and the medians and every run stand at the end. Latency is what a client sees: it grows with the clients.\n\n"
        + "The proxy's own are, for a request: microseconds of CPU; calls, system calls, counted in a pass of its own by the kernel's\n"
        + "tracepoint (which takes root), else by strace, which is slow; switches, context switches, and those of them that no thread\n"
        + "wanted (invol.). Calls and switches hardly depend on how fast a machine is.\n\n"
        + "The module runs as its NativeAOT executable: --module-path, or the one that is published from the checkout for this.\n\n"
        + "Example: edgeguard bench --runs 5 --clients 1,8,64,256 --busy 2\n"
        + "         edgeguard bench --measure idle --clients 64,1000 --json\n\n"
        + "Exit codes: 0 measured, 1 something could not be started or a request failed, 2 wrong arguments,\n"
        + "130 stopped by a signal; what was started for it is ended, and its files are removed.";

    /// <summary>The command, to be hung into the root.</summary>
    public static Command Create()
    {
        var seconds = new Option<double>("--seconds")
        {
            Description = "Length of one measurement.",
            HelpName = "N",
            DefaultValueFactory = _ => 2,
        };
        var clients = new Option<string>("--clients")
        {
            Description = "How many clients at once.",
            HelpName = "N,N…",
            DefaultValueFactory = _ => "1,8,64",
        };
        var against = new Option<string>("--against")
        {
            Description = "Which peers: stunnel, haproxy, both names, or none.",
            HelpName = "NAMES",
            DefaultValueFactory = _ => "stunnel,haproxy",
        };
        var measure = new Option<string>("--measure")
        {
            Description = "What: load, flood, shared, idle, traffic, or all.",
            HelpName = "WHAT,WHAT…",
            DefaultValueFactory = _ => "load,flood",
        };
        var runs = new Option<int>("--runs")
        {
            Description = "How often all of it.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var busy = new Option<int>("--busy")
        {
            Description = "So many endless loops take processor time meanwhile.",
            HelpName = "N",
            DefaultValueFactory = _ => 0,
        };
        var module = new Option<string?>("--module-path") { Description = "The module's executable.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One object a number of clients, and run, on one line each." };
        var command = new Command("bench", Description) { measure, clients, against, seconds, runs, busy, module, json };
        command.Add(BenchSerialCommand.Create());
        command.Add(BenchCentralCommand.Create());
        command.Add(BenchBrokerCommand.Create());
        command.SetAction((parsed, stop) =>
        {
            var problems = new List<string>();
            var options = new BenchOptions
            {
                Time = TimeSpan.FromSeconds(BenchNumbers.Seconds(parsed.GetValue(seconds), LeastSeconds, problems)),
                Clients = BenchNumbers.Read("--clients", parsed.GetValue(clients)!, MostClients, problems),
                Against = Names(parsed.GetValue(against)!, problems),
                Scenarios = ScenariosOf(parsed.GetValue(measure)!, problems),
                Runs = BenchNumbers.One("--runs", parsed.GetValue(runs), 1, MostRuns, problems),
                Busy = BenchNumbers.One("--busy", parsed.GetValue(busy), 0, MostBusy, problems),
                ModulePath = parsed.GetValue(module),
                IsJson = parsed.GetValue(json),
            };
            // Signals are heard while it runs, and not before this returns.
            InvocationConfiguration io = parsed.InvocationConfiguration;
            return Task.Run(
                () => BenchExecution.Run(() => BenchRun.Execute(options, io.Output, io.Error, stop), problems, io, stop),
                CancellationToken.None);
        });
        return command;
    }

    private static string[] Names(string text, List<string> problems)
    {
        string[] names = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Where(name => name != "none").ToArray();
        foreach (string name in names.Where(name => name is not ("stunnel" or "haproxy")))
        {
            problems.Add($"--against '{name}' is not known; there are stunnel and haproxy");
        }
        return names;
    }

    private static BenchScenarios ScenariosOf(string text, List<string> problems)
    {
        var scenarios = BenchScenarios.None;
        foreach (string word in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            BenchScenarios named = Scenario(word);
            if (named == BenchScenarios.None) problems.Add($"--measure '{word}' is not known; {ThereAre}");
            scenarios |= named;
        }
        if (text.Trim(',', ' ').Length == 0) problems.Add($"--measure names nothing; {ThereAre}");
        return scenarios;
    }

    private static BenchScenarios Scenario(string word) => word switch
    {
        "load" => BenchScenarios.Load,
        "flood" => BenchScenarios.Flood,
        "shared" => BenchScenarios.Shared,
        "idle" => BenchScenarios.Idle,
        "traffic" => BenchScenarios.Traffic,
        "all" => BenchScenarios.All,
        _ => BenchScenarios.None,
    };
}
