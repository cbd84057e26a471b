using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard bench serial</c>: how much of a serial line the module makes use of.</summary>
internal static class BenchSerialCommand
{
    private const int MostClients = 32;
    private const double LeastSeconds = 0.5;

    // What the simulated PLC has.
    private const int MostRegisters = 125;

    private const string Description =
        "Measures how much of a serial line the module makes use of while its clients wait.\n\n"
        + "Clients over TLS read registers as fast as they are answered, all at once. The line is a pseudo-terminal whose PLC end keeps "
            + "the\n"
        + "times of the baud rate: a request has arrived when a wire would have brought it, and the answer, which begins 3.5 characters\n"
        + "(1.75 ms above 19,200 Bd) behind it, takes as long as on one. Possible is what frames and both silences leave room for.\n\n"
        + "The module runs as its NativeAOT executable: --module-path, or the one that is published from the checkout for this.\n\n"
        + "Example: edgeguard bench serial --baud 9600,19200,115200 --registers 10,125 --clients 4\n\n"
        + "Exit codes: 0 measured, 1 something could not be started or a request failed, 2 wrong arguments,\n"
        + "130 stopped by a signal.";

    internal static Command Create()
    {
        var baud = new Option<string>("--baud")
        {
            Description = "Baud rates.",
            HelpName = "N,N…",
            DefaultValueFactory = _ => "9600,19200,115200",
        };
        var format = new Option<string>("--format")
        {
            Description = "Bits, parity and stop bits of a character.",
            HelpName = "8E1|8O1|8N1|8N2",
            DefaultValueFactory = _ => "8E1",
        };
        var registers = new Option<string>("--registers")
        {
            Description = "Registers read by each request.",
            HelpName = "N,N…",
            DefaultValueFactory = _ => "10,125",
        };
        var clients = new Option<int>("--clients")
        {
            Description = "How many clients wait at once.",
            HelpName = "N",
            DefaultValueFactory = _ => 4,
        };
        var seconds = new Option<double>("--seconds")
        {
            Description = "Length of one measurement.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        var module = new Option<string?>("--module-path") { Description = "The module's executable.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One object a measurement, on one line each." };
        var command = new Command("serial", Description) { baud, format, registers, clients, seconds, module, json };
        command.SetAction((parsed, stop) =>
        {
            var problems = new List<string>();
            var options = new SerialBenchOptions
            {
                Formats = SerialFormats.Read(parsed.GetValue(baud)!, parsed.GetValue(format)!, problems),
                Registers = BenchNumbers.Read("--registers", parsed.GetValue(registers)!, MostRegisters, problems),
                Clients = BenchNumbers.Read(
                    "--clients", parsed.GetValue(clients).ToString(CultureInfo.InvariantCulture), MostClients, problems).FirstOrDefault(),
                Time = TimeSpan.FromSeconds(BenchNumbers.Seconds(parsed.GetValue(seconds), LeastSeconds, problems)),
                ModulePath = parsed.GetValue(module),
                IsJson = parsed.GetValue(json),
            };
            // Signals are heard while it runs, and not before this returns.
            InvocationConfiguration io = parsed.InvocationConfiguration;
            return Task.Run(
                () => BenchExecution.Run(() => SerialBenchRun.Execute(options, io.Output, io.Error, stop), problems, io, stop),
                CancellationToken.None);
        });
        return command;
    }
}
