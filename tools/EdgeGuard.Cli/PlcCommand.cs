using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Cli.Plc;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard plc</c>: a simulated PLC in the foreground.</summary>
public static class PlcCommand
{
    private const int Ended = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Description =
        "A simulated PLC: plain Modbus/TCP and a small process to play with. Ends with Ctrl-C.\n\n"
        + PlcMap.Text
        + "\n\n--misbehave FAULT[=NUMBER][:COUNT][@UNIT[/FUNCTION[/ADDRESS]]] may be given several times; the first that fits decides.\n"
        + "COUNT: only so many times. UNIT and FUNCTION may be *. Faults:\n\n"
        + "  wrong-transaction  wrong-unit  wrong-function  wrong-protocol    that field of the answer is another\n"
        + "  wrong-length       the header announces one byte more than is sent\n"
        + "  trailing-bytes     one byte behind the answer            short-answer   its last byte is missing\n"
        + "  silence            does it, answers nothing              slow=MS        answers late (500)\n"
        + "  byte-by-byte=MS    one byte every so often (5)           exception=CODE does nothing, answers so (4)\n"
        + "  close-after-request                                      stale          answers ahead of the next answer\n\n"
        + "Example: edgeguard plc --listen 127.0.0.1:5020 --misbehave silence:3 --misbehave slow=800@1/3/40\n\n"
        + "Exit codes: 0 ended as asked, 1 the address cannot be had, 2 wrong arguments.";

    /// <summary>The command, to be hung into the root.</summary>
    public static Command Create()
    {
        var listen = new Option<string>("--listen")
        {
            Description = "Address and port; port 0 takes a free one and prints it.",
            HelpName = "ADDRESS:PORT",
            DefaultValueFactory = _ => "127.0.0.1:5020",
        };
        var units = new Option<int[]>("--unit")
        {
            Description = "A unit id that answers; several are possible, each with its own process. Others answer exception 0B.",
            HelpName = "UNIT",
            DefaultValueFactory = _ => [1],
        };
        var oneConnection = new Option<bool>("--one-connection")
        {
            Description = "Takes one connection and closes every other at once, as many old PLCs do.",
        };
        var misbehave = new Option<string[]>("--misbehave") { Description = "A fault, see above.", HelpName = "FAULT" };
        var log = new Option<bool>("--log") { Description = "Shows every request and its answer, on standard error." };

        var command = new Command("plc", Description) { listen, units, oneConnection, misbehave, log };
        command.SetAction((parsed, stop) => Run(
            parsed.GetValue(listen)!,
            parsed.GetValue(units)!,
            parsed.GetValue(oneConnection),
            parsed.GetValue(misbehave) ?? [],
            parsed.GetValue(log),
            parsed.InvocationConfiguration,
            stop));
        return command;
    }

    private static async Task<int> Run(
        string listen, int[] units, bool oneConnection, string[] misbehave, bool log, InvocationConfiguration io, CancellationToken stop)
    {
        var problems = new List<string>();
        IPEndPoint? endPoint = ParseListen(listen);
        if (endPoint is null) problems.Add($"--listen '{listen}' is not ADDRESS:PORT, such as 127.0.0.1:5020 or [::1]:0");

        foreach (int unit in units)
        {
            if (unit is < 0 or > 255) problems.Add($"--unit {unit} is no unit id; they run from 0 to 255");
        }

        var misbehaviours = new List<PlcMisbehaviour>();
        foreach (string text in misbehave)
        {
            PlcMisbehaviour? misbehaviour = PlcMisbehaviour.Parse(text, out string problem);
            if (misbehaviour is null) problems.Add($"--misbehave: {problem}");
            else misbehaviours.Add(misbehaviour);
        }

        if (problems.Count > 0)
        {
            foreach (string problem in problems) await io.Error.WriteLineAsync($"edgeguard: error: {problem}");
            return Misused;
        }

        var options = new PlcOptions
        {
            Listen = endPoint!,
            Units = Array.ConvertAll(units, unit => (byte)unit),
            OneConnection = oneConnection,
            Misbehaviours = misbehaviours,
        };
        using var server = new PlcServer(options);
        if (log) server.Exchanged += exchange => io.Error.WriteLine(exchange);
        return await Serve(server, endPoint!, io, stop);
    }

    private static async Task<int> Serve(PlcServer server, IPEndPoint endPoint, InvocationConfiguration io, CancellationToken stop)
    {
        // Ctrl-C is listened for once this has returned for the first time: before anybody is told that we are there.
        await Task.Yield();
        try
        {
            server.Start();
        }
        catch (SocketException e)
        {
            await io.Error.WriteLineAsync($"edgeguard: error: cannot listen on {endPoint}: {Why(e.SocketErrorCode)}");
            return Failed;
        }

        await io.Output.WriteLineAsync($"simulated PLC on {server.EndPoint}");
        await io.Output.FlushAsync(CancellationToken.None);
        var stopped = new TaskCompletionSource();
        using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await stopped.Task;
        return Ended;
    }

    private static IPEndPoint? ParseListen(string text)
    {
        int colon = text.LastIndexOf(':');
        bool hasPort = ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port);
        if (colon <= 0 || !hasPort) return null;
        string address = text[..colon];
        if (address == "localhost") return new IPEndPoint(IPAddress.Loopback, port);
        return IPEndPoint.TryParse(text, out IPEndPoint? endPoint) && endPoint.Port == port ? endPoint : null;
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
