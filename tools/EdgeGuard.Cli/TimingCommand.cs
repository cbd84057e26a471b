using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EdgeGuard.Modbus;
using EdgeGuard.Settings;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard timing</c>: what a serial line carries, and what time-outs its clients need.</summary>
public static class TimingCommand
{
    private const int Done = 0;
    private const int Misused = 2;
    private const int MostClients = 256;

    private const string Description =
        "What a Modbus RTU line carries, and the time-outs that its clients need.\n\n"
        + "A serial line is slow, and its clients share it: how often they may ask, and how long they must be willing to wait, follows\n"
        + "from the baud rate, the size of a request and its answer, and their number. With the module in the cable of a serial\n"
        + "client, each frame takes its time twice: the module takes it whole, judges it, and sends it on.\n\n"
        + "The PLC's own time (--delay) is to be measured or taken from its manual. Times are those of the serial line guide V1.02;\n"
        + "time-outs to be set have a margin of 20 % and are rounded up to 50 ms.\n\n"
        + "Example: edgeguard timing --baud 9600,19200 --poll 10 --clients 4\n\n"
        + "Exit codes: 0 done, 2 wrong arguments.";

    /// <summary>The command, to be hung into the root.</summary>
    public static Command Create()
    {
        var baud = new Option<string>("--baud")
        {
            Description = "Baud rates to compare.",
            HelpName = "N,N…",
            DefaultValueFactory = _ => "9600,19200",
        };
        var format = new Option<string>("--format")
        {
            Description = "Bits, parity and stop bits of a character.",
            HelpName = "8E1|8O1|8N1|8N2",
            DefaultValueFactory = _ => "8E1",
        };
        var function = new Option<int>("--function")
        {
            Description = $"The function code asked: {PolledFunction.Codes}.",
            HelpName = "CODE",
            DefaultValueFactory = _ => 3,
        };
        var poll = new Option<int>("--poll")
        {
            Description = "Registers or coils in each request.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        var clients = new Option<int>("--clients")
        {
            Description = "Clients that ask at once.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var delay = new Option<string>("--delay")
        {
            Description = "How long the PLC thinks before it begins its answer.",
            HelpName = "TIME",
            DefaultValueFactory = _ => "10ms",
        };
        var timeout = new Option<string>("--plc-timeout")
        {
            Description = "The module's setting plc.timeout: by when an answer must have begun.",
            HelpName = "TIME",
            DefaultValueFactory = _ => "1s",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object, times in microseconds." };
        var command = new Command("timing", Description) { baud, format, function, poll, clients, delay, timeout, json };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            SerialFormat[] formats = SerialFormats.Read(parsed.GetValue(baud)!, parsed.GetValue(format)!, problems);
            PolledFunction? polled = Function(parsed.GetValue(function), parsed.GetValue(poll), problems);
            int count = parsed.GetValue(clients);
            if (count is < 1 or > MostClients) problems.Add($"--clients {count} is not within 1 and {MostClients}");
            long delayMs = Milliseconds("--delay", parsed.GetValue(delay)!, problems);
            long timeoutMs = Milliseconds("--plc-timeout", parsed.GetValue(timeout)!, problems);
            if (problems.Count == 0 && delayMs >= timeoutMs)
            {
                problems.Add(
                    $"--delay {delayMs}ms is not shorter than --plc-timeout {timeoutMs}ms: the module would answer 0B every time; raise "
                        + $"plc.timeout");
            }
            InvocationConfiguration io = parsed.InvocationConfiguration;
            foreach (string problem in problems) io.Error.WriteLine("edgeguard: error: " + problem);
            if (problems.Count > 0 || polled == null) return Misused;

            var options = new TimingOptions
            {
                Function = polled,
                Quantity = parsed.GetValue(poll),
                Clients = count,
                DelayUs = delayMs * 1000,
                PlcTimeoutUs = timeoutMs * 1000,
            };
            BusTiming[] lines = [.. formats.Select(line => new BusTiming(line, options))];
            if (parsed.GetValue(json)) TimingTable.PrintJson(io.Output, options, lines);
            else TimingTable.Print(io.Output, options, lines);
            return Done;
        });
        return command;
    }

    private static PolledFunction? Function(int code, int quantity, List<string> problems)
    {
        PolledFunction? function = PolledFunction.Of(code);
        if (function == null)
        {
            problems.Add($"--function {code} is none of {PolledFunction.Codes}");
        }
        else if (quantity < 1 || quantity > function.Most)
        {
            problems.Add($"--poll {quantity}: one request of function {code} takes 1 to {function.Most} {function.Things}");
        }
        return function;
    }

    private static long Milliseconds(string option, string text, List<string> problems)
    {
        if (SettingText.TryDuration(text, out long milliseconds) && milliseconds <= 60_000) return milliseconds;
        problems.Add($"{option} '{text}' is not a time up to a minute, such as 10ms or 1s");
        return 0;
    }
}
