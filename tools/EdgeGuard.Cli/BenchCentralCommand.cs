using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard bench central</c>: how many events the central console commits, and how quick its pages are meanwhile.</summary>
internal static class BenchCentralCommand
{
    private const int MostModules = 20_000;
    private const int MostBatch = 100;
    private const int MostStored = 1_000_000_000;
    private const int MostWarmth = 3600;
    private const int MostRate = 10_000_000;
    private const int MostViewers = 1000;
    private const double LeastSeconds = 0.5;

    private const string Description =
        "Measures the central console: simulated modules, each with a connection over TLS, a certificate and a seal key of its own,\n"
        + "report events to it as fast as they are acknowledged, one batch in flight each, as the product does; meanwhile signed-in\n"
        + "people look at its pages. Console and modules are processes apart; processor time of this one (modules and viewers) is\n"
        + "told beside. At the end every acknowledged event must be in the archive, once, or nothing is told.\n\n"
        + "Beside it, for the same batches:\n"
        + "  MQTT alone        the same broker, which acknowledges and keeps nothing\n"
        + "  decode and seal   batches read and their seals verified, one thread\n"
        + "  bare inserts      one prepared statement into one table of SQLite, one thread, commits on the disk as the console's are\n\n"
        + "--measure fleet: modules only connect, say that they are there, and report their counters every 60 s: how long it takes until\n"
        + "a page shows all, memory, and processor time, with people who look at pages.\n\n"
        + "The console runs as its Release build: --central-path, or the one that is published from the checkout for this. Build\n"
        + "this command in Release as well where decode and seal, bare inserts, and its own processor time are to count.\n"
        + "Each module is a connection, and so an open file, at both ends: ulimit -n has to allow for them.\n\n"
        + "Example: edgeguard bench central --stored 20000000 --batch 32,1 --warm 60 --seconds 30\n"
        + "         edgeguard bench central --rate 20000 --batch 32 --json\n"
        + "         edgeguard bench central --measure fleet --modules 10000 --seconds 60\n\n"
        + "Exit codes: 0 measured, 1 something could not be started or an event was lost, 2 wrong arguments,\n"
        + "130 stopped by a signal; what was started for it is ended, and its files are removed.";

    internal static Command Create()
    {
        var measure = new Option<string>("--measure")
        {
            Description = "What: load, or fleet.",
            HelpName = "WHAT",
            DefaultValueFactory = _ => "load",
        };
        Option<int> modules = Number("--modules", "How many modules report.", 1000);
        var batch = new Option<string>("--batch")
        {
            Description = "Events of a batch; each number is a measurement.",
            HelpName = "N,N…",
            DefaultValueFactory = _ => "32,1",
        };
        Option<int> rate = Number("--rate", "Events a second of all modules together; 0: as fast as they are acknowledged.", 0);
        var seconds = new Option<double>("--seconds")
        {
            Description = "Length of one measurement.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        Option<int> warmth = Number("--warm", "Seconds before it counts: to compile what it runs, and to read what is stored.", 3);
        Option<int> stored = Number("--stored", "So many events are in the archive before.", 0);
        Option<int> viewers = Number("--viewers", "How many people look at pages, four a second each.", 4);
        var central = new Option<string?>("--central-path") { Description = "The console's executable.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One object a size of batch, on one line each." };
        var command = new Command("central", Description)
        {
            measure, modules, batch, rate, seconds, warmth, stored, viewers, central, json,
        };
        command.SetAction((parsed, stop) =>
        {
            var problems = new List<string>();
            var options = new CentralBenchOptions
            {
                Modules = BenchNumbers.One("--modules", parsed.GetValue(modules), 1, MostModules, problems),
                Batches = BenchNumbers.Read("--batch", parsed.GetValue(batch)!, MostBatch, problems),
                Rate = BenchNumbers.One("--rate", parsed.GetValue(rate), 0, MostRate, problems),
                Time = TimeSpan.FromSeconds(BenchNumbers.Seconds(parsed.GetValue(seconds), LeastSeconds, problems)),
                Warmth = TimeSpan.FromSeconds(BenchNumbers.One("--warm", parsed.GetValue(warmth), 0, MostWarmth, problems)),
                Stored = BenchNumbers.One("--stored", parsed.GetValue(stored), 0, MostStored, problems),
                Viewers = BenchNumbers.One("--viewers", parsed.GetValue(viewers), 0, MostViewers, problems),
                IsLoad = IsLoad(parsed.GetValue(measure)!, problems),
                CentralPath = parsed.GetValue(central),
                IsJson = parsed.GetValue(json),
            };
            InvocationConfiguration io = parsed.InvocationConfiguration;
            // Signals are heard while it runs, and not before this returns.
            return Task.Run(
                () => BenchExecution.Run(
                    () => CentralBenchRun.Execute(options, io.Output, io.Error, stop).GetAwaiter().GetResult(), problems, io, stop),
                CancellationToken.None);
        });
        return command;
    }

    private static bool IsLoad(string word, List<string> problems)
    {
        if (word is not ("load" or "fleet")) problems.Add($"--measure '{word}' is not known; there are load and fleet");
        return word == "load";
    }

    private static Option<int> Number(string name, string description, int otherwise) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
    };
}
