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
    private const int MostClients = 256;
    private const double LeastSeconds = 0.05;

    private const string Description =
        "Measures the module against a direct connection, stunnel and haproxy, all on this machine.\n\n"
        + "Closed-loop clients (a thread each; function 3, ten registers) ask a PLC in this process that answers at once. Paths:\n"
        + "  direct         no proxy, no TLS                module_plain   the module, unsafe-plain listener\n"
        + "  module_tls     the module, mutual TLS and a policy of 100 rules\n"
        + "  stunnel, haproxy   the same certificates, TLS 1.3, AES-128-GCM; no policy\n"
        + "  module_tls_flood   module_tls while 1,000 connections say nothing; measured once, behind the rounds\n"
        + "A TCP proxy opens one PLC connection for each client; the module is given as many, up to its 64.\n\n"
        + "Seven rounds, every path in each of them, in turn, so that what else the machine does strikes all alike. Shown are the\n"
        + "medians of the rounds, and for ratios the median of the ratios within each round. CPU and peak memory are the\n"
        + "proxy's own. Latency is what a client sees: under a closed loop it grows with the number of clients.\n\n"
        + "The module runs as its NativeAOT executable: --module-path, or the one that is published from the checkout for this.\n\n"
        + "Example: edgeguard bench --seconds 5 --clients 1,8,64 --json\n\n"
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
            Description = "Which peers: stunnel, haproxy, both, or none.",
            HelpName = "NAMES",
            DefaultValueFactory = _ => "stunnel,haproxy",
        };
        var module = new Option<string?>("--module-path") { Description = "The module's executable.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One object a number of clients, on one line each." };
        var command = new Command("bench", Description) { seconds, clients, against, module, json };
        command.Add(BenchSerialCommand.Create());
        command.SetAction((parsed, stop) =>
        {
            var problems = new List<string>();
            var options = new BenchOptions
            {
                Time = TimeSpan.FromSeconds(BenchNumbers.Seconds(parsed.GetValue(seconds), LeastSeconds, problems)),
                Clients = BenchNumbers.Read("--clients", parsed.GetValue(clients)!, MostClients, problems),
                Against = Names(parsed.GetValue(against)!, problems),
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
}
