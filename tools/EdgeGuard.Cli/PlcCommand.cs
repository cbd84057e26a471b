using System.Collections.Generic;
using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard plc</c>: a simulated PLC in the foreground.</summary>
public static class PlcCommand
{
    private const int Ended = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Description =
        "A simulated PLC: plain Modbus/TCP or RTU, and a small process to play with. Ends with Ctrl-C.\n\n"
        + PlcMap.Text
        + "\n\n--misbehave FAULT[=NUMBER][:COUNT][@UNIT[/FUNCTION[/ADDRESS]]] may be given several times; the first that fits decides.\n"
        + "COUNT: only so many times. UNIT and FUNCTION may be *. Faults:\n\n"
        + "  wrong-transaction  wrong-unit  wrong-function  wrong-protocol    that field of the answer is another\n"
        + "  wrong-length       the header announces one byte more than is sent\n"
        + "  trailing-bytes     one byte behind the answer            short-response  its last byte is missing\n"
        + "  silence            does it, answers nothing              slow=MS        answers late (500)\n"
        + "  byte-by-byte=MS    one byte every so often (5)           exception=CODE does nothing, answers so (4)\n"
        + "  close-after-request                                      stale          answers ahead of the next answer\n"
        + "  on a serial line, instead of wrong-transaction, wrong-protocol, wrong-length and close-after-request:\n"
        + "  wrong-crc          one bit of it                         cut            the answer ends in its middle\n"
        + "  twice              without a silence between             noise          two bytes before the answer\n\n"
        + "On a serial line other units are silent, and a write to unit 0 is for all. Without hardware, a pair of pseudo-terminals is a\n"
        + "cable: socat pty,rawer,link=/tmp/plc pty,rawer,link=/tmp/module. They are faster than any line; --pace keeps the times of "
            + "one.\n\n"
        + "Example: edgeguard plc --listen 127.0.0.1:5020 --misbehave silence:3 --misbehave slow=800@1/3/40\n"
        + "Example: edgeguard plc --serial /tmp/plc --baud 9600 --pace --unit 1 --unit 2\n\n"
        + "Exit codes: 0 ended as asked, 1 the address or port cannot be had, 2 wrong arguments.";

    /// <summary>The command, to be hung into the root.</summary>
    public static Command Create()
    {
        var listen = new Option<string>("--listen")
        {
            Description = "Address and port; port 0 takes a free one and prints it.",
            HelpName = "ADDRESS:PORT",
            DefaultValueFactory = _ => "127.0.0.1:5020",
        };
        var serial = new PlcSerialArguments();
        var units = new Option<int[]>("--unit")
        {
            Description =
                "A unit id that answers; several are possible, each with its own process. All others answer exception 0B, or not at all "
                    + "on a serial line.",
            HelpName = "UNIT",
            DefaultValueFactory = _ => [1],
        };
        var oneConnection = new Option<bool>("--one-connection")
        {
            Description = "Takes one connection and closes every other at once, as many old PLCs do.",
        };
        var misbehave = new Option<string[]>("--misbehave") { Description = "A fault, see above.", HelpName = "FAULT" };
        var log = new Option<bool>("--log") { Description = "Shows every request and its answer, on standard error." };

        var command = new Command("plc", Description) { listen };
        serial.AddTo(command);
        foreach (Option option in new Option[] { units, oneConnection, misbehave, log }) command.Add(option);
        command.SetAction((parsed, stop) =>
        {
            var problems = new List<string>();
            IPEndPoint? endPoint = ListenAddress.Parse(parsed.GetValue(listen)!, out string wrong);
            if (endPoint is null) problems.Add(wrong);
            PlcSerialLineChoice? line = serial.Read(parsed, [listen, oneConnection], problems);
            var options = new PlcOptions
            {
                Listen = endPoint ?? new IPEndPoint(IPAddress.Loopback, 0),
                Serial = line?.Options,
                Units = Units(parsed.GetValue(units)!, serial.IsGiven(parsed), problems),
                OneConnection = parsed.GetValue(oneConnection),
                Misbehaviours = Misbehaviours(parsed.GetValue(misbehave) ?? [], serial.IsGiven(parsed), problems),
            };
            return Run(options, line, parsed.GetValue(log), problems, parsed.InvocationConfiguration, stop);
        });
        return command;
    }

    private static byte[] Units(int[] units, bool isSerial, List<string> problems)
    {
        (int first, int last) = isSerial ? (1, ModbusLimits.MaxSerialUnit) : (0, byte.MaxValue);
        var good = new List<byte>();
        foreach (int unit in units)
        {
            if (unit < first || unit > last)
            {
                problems.Add($"--unit {unit} is no unit id; {(isSerial ? "on a serial line " : "")}they run from {first} to {last}");
            }
            else
            {
                good.Add((byte)unit);
            }
        }

        return [.. good];
    }

    private static List<PlcMisbehaviour> Misbehaviours(string[] texts, bool isSerial, List<string> problems)
    {
        var misbehaviours = new List<PlcMisbehaviour>();
        foreach (string text in texts)
        {
            PlcMisbehaviour? misbehaviour = PlcMisbehaviour.Parse(text, out string problem);
            if (misbehaviour is null)
            {
                problems.Add($"--misbehave: {problem}");
            }
            else if (!misbehaviour.IsPossible(isSerial))
            {
                problems.Add(
                    $"--misbehave: '{text}' "
                        + $"{(isSerial ? "is of TCP: a serial line has none of it" : "is of a serial line; name one with --serial")}");
            }
            else
            {
                misbehaviours.Add(misbehaviour);
            }
        }

        return misbehaviours;
    }

    private static async Task<int> Run(
        PlcOptions options, PlcSerialLineChoice? line, bool log, List<string> problems, InvocationConfiguration io, CancellationToken stop)
    {
        foreach (string problem in problems) await io.Error.WriteLineAsync($"edgeguard: error: {problem}");
        if (problems.Count > 0) return Misused;

        using var server = new PlcServer(options);
        if (log) server.Exchanged += exchange => io.Error.WriteLine(exchange);
        return await Serve(server, options.Listen, line, io, stop);
    }

    private static async Task<int> Serve(
        PlcServer server, IPEndPoint endPoint, PlcSerialLineChoice? line, InvocationConfiguration io, CancellationToken stop)
    {
        // Ctrl-C is listened for once this has returned for the first time: before anybody reads that we are there.
        await Task.Yield();
        try
        {
            SerialFault fault = server.Start();
            if (fault != SerialFault.None)
            {
                await io.Error.WriteLineAsync($"edgeguard: error: {line!.Problem(fault)}");
                return Failed;
            }
        }
        catch (SocketException e)
        {
            await io.Error.WriteLineAsync($"edgeguard: error: cannot listen on {endPoint}: {Why(e.SocketErrorCode)}");
            return Failed;
        }

        if (line?.Note is { } note) await io.Error.WriteLineAsync($"edgeguard: {note}");
        await io.Output.WriteLineAsync($"simulated PLC on {line?.ToString() ?? server.EndPoint.ToString()}");
        await io.Output.FlushAsync(CancellationToken.None);
        var stopped = new TaskCompletionSource();
        using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await stopped.Task;
        return Ended;
    }

    private static string Why(SocketError error)
    {
        return error switch
        {
            SocketError.AddressAlreadyInUse => "another program listens there; choose another port, or 0 for a free one",
            SocketError.AccessDenied => "ports below 1024 need rights that this user has not; choose a higher one",
            SocketError.AddressNotAvailable => "this machine has no such address; 127.0.0.1 is always there",
            _ => error.ToString(),
        };
    }
}
