using System;
using System.CommandLine;
using System.IO;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary>One request to a module, as the commands do it: connect, ask, say what went wrong.</summary>
internal static class Exchange
{
    /// <summary>Asks, and has a good answer printed; anything else goes to standard error. The exit code.</summary>
    internal static int Run(ModuleOptions options, ParseResult parsed, int unit, byte[] pdu, Action<ModbusResponse, TextWriter> print)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        if (unit is < 0 or > 255)
        {
            error.WriteLine($"edgeguard: error: --unit {unit} is not a unit id; give 0 to 255");
            return ClientExit.Misused;
        }

        (ModuleTarget Target, ClientIdentity Identity)? module = options.Read(parsed, out int exit);
        if (module == null) return exit;
        int timeoutMs = options.TimeoutMs(parsed);
        (ModuleTarget target, ClientIdentity identity) = module.Value;
        using ModbusTlsClient? client = ModbusTlsClient.Connect(target.Host, target.Port, identity, timeoutMs, out string problem);
        if (client == null)
        {
            error.WriteLine($"edgeguard: error: {target.Host} port {target.Port}: {problem}");
            return ClientExit.Failed;
        }

        return Tell(client.Send((byte)unit, pdu, timeoutMs), parsed.InvocationConfiguration, print);
    }

    private static int Tell(ModbusResponse answer, InvocationConfiguration io, Action<ModbusResponse, TextWriter> print)
    {
        if (!answer.IsResponse)
        {
            io.Error.WriteLine("edgeguard: error: " + answer.Problem);
            return ClientExit.Failed;
        }

        if (answer.ExceptionCode != 0)
        {
            io.Error.WriteLine("edgeguard: " + ExceptionWords.Of(answer.ExceptionCode));
            return ClientExit.Exception;
        }

        print(answer, io.Output);
        return ClientExit.Success;
    }
}
