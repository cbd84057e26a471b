using System;
using System.CommandLine;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard request</c>: sends any PDU through a module and shows the answer.</summary>
internal static class RequestCommand
{
    private const string Description =
        "Sends a request of any function code, as hex bytes, through a module and prints the answer's.\n\n"
        + "Example (read device identification): edgeguard request --module 10.1.2.3 --identity site/operator 2B 0E 01 00"
            + ClientExit.Help;

    internal static Command Create()
    {
        var pdu = new Argument<string[]>("PDU") { Description = "Function code and data, hex.", Arity = ArgumentArity.OneOrMore };
        var unit = new Option<int>("--unit") { Description = "Unit id.", HelpName = "UNIT", DefaultValueFactory = _ => 1 };
        var module = new ModuleOptions();
        var command = new Command("request", Description) { pdu, unit };
        module.AddTo(command);
        command.SetAction(parsed => Run(module, parsed, string.Concat(parsed.GetValue(pdu)!), parsed.GetValue(unit)));
        return command;
    }

    private static int Run(ModuleOptions module, ParseResult parsed, string hex, int unit)
    {
        byte[] pdu;
        try
        {
            pdu = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"edgeguard: error: '{hex}' is not bytes in hex, such as 2B 0E 01 00");
            return ClientExit.Misused;
        }

        return Exchange.Run(module, parsed, unit, pdu, (answer, output) => output.WriteLine(Spaced(answer.Pdu)));
    }

    private static string Spaced(ReadOnlySpan<byte> bytes)
    {
        return BitConverter.ToString(bytes.ToArray()).Replace('-', ' ');
    }
}
