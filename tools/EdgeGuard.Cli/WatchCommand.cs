using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard watch</c>: events as they arrive at a broker.</summary>
internal static class WatchCommand
{
    private const int Misused = 2;

    private const string Description =
        "Shows the events of modules as they arrive at a broker, each once, one a line on standard output. What the module lost, and\n"
        + "what never arrived here, is said in its place. Modules that come and go are named on standard error.\n\n"
        + "With --seal-key each event says whether its batch is 'verified' by the module's seal, 'gap' (batches before it are missing or "
            + "came\n"
        + "in another order) or 'not checked' (another module's). A batch whose seal is broken is named, and its events are not shown.\n\n"
        + "Examples:\n"
        + "  edgeguard watch --broker broker.plant:8883 --ca ca.crt --certificate me.crt --key me.key --site plant-7\n"
        + "  edgeguard watch --broker mqtt://ops@broker.plant --password-file ops.password --json\n\n"
        + "Exit codes: 0 ended by Ctrl-C or --count, 1 the broker cannot be reached or refuses, 2 wrong arguments,\n"
        + "3 ended as 0, and a seal was broken or a batch is missing.";

    internal static Command Create()
    {
        var broker = new BrokerArguments(isRequired: true);
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var count = new Option<int>("--count") { Description = "End after so many events.", HelpName = "N" };
        var command = new Command("watch", Description) { json, count };
        broker.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            return Run(broker.Read(parsed), parsed.GetValue(count), Output(parsed.GetValue(json), io.Output), io.Error, stop);
        });
        return command;
    }

    private static async Task<int> Run(BrokerOptions options, int count, IWatchOutput output, TextWriter error, CancellationToken stop)
    {
        string[] problems = [.. options.Problems(), .. count < 0 ? [$"--count {count} is below 0"] : Array.Empty<string>()];
        foreach (string problem in problems) await error.WriteLineAsync("edgeguard: error: " + problem);
        if (problems.Length > 0) return Misused;
        return await new Watcher(options, count, output, error).Run(stop).ConfigureAwait(false);
    }

    private static IWatchOutput Output(bool json, TextWriter output)
    {
        if (json) return new JsonWatchOutput(output);
        return output == Console.Out && !Console.IsOutputRedirected
            ? new ColourWatchOutput(AnsiConsole.Console)
            : new TextWatchOutput(output);
    }
}
