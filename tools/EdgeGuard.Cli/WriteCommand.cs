using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using EdgeGuard.Cli.Client;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard write</c>: writes coils or registers through a module.</summary>
internal static class WriteCommand
{
    private const string Description =
        "Writes coils (function 05 for one, 15 for more) or holding registers (06 for one, 16 for more) through a module.\n\n"
        + "Example: edgeguard write --module 10.1.2.3 --identity site/operator holding 40 1200" + ClientExit.Help;

    internal static Command Create()
    {
        var table = new Argument<string>("TABLE") { Description = "coil or holding." };
        table.AcceptOnlyFromAmong(TableName.Writable);
        var address = new Argument<int>("ADDRESS") { Description = "PDU address of the first, from 0." };
        var values = new Argument<string[]>("VALUE")
        {
            Description = "Registers: 0 to 65535, -32768 to -1, or 0x and hex. Coils: on, off, 1, 0.",
            Arity = ArgumentArity.OneOrMore,
        };
        var unit = new Option<int>("--unit") { Description = "Unit id.", HelpName = "UNIT", DefaultValueFactory = _ => 1 };
        var module = new ModuleOptions();
        var command = new Command("write", Description) { table, address, values, unit };
        module.AddTo(command);
        command.SetAction(parsed => Run(
            module, parsed, TableName.Parse(parsed.GetValue(table)!), parsed.GetValue(address), parsed.GetValue(values)!, parsed.GetValue(unit)));
        return command;
    }

    private static int Run(ModuleOptions module, ParseResult parsed, AddressTable table, int address, string[] texts, int unit)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        bool isBits = TableName.IsBits(table);
        int most = isBits ? ModbusLimits.MaxWriteBits : ModbusLimits.MaxWriteRegisters;
        bool isGood = AddressRange.Check(address, texts.Length, most, error);
        int[] values = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            values[i] = isBits ? ParseCoil(texts[i]) : ParseRegister(texts[i]);
            if (values[i] >= 0)
                continue;
            error.WriteLine($"edgeguard: error: '{texts[i]}' is not a value for a {(isBits ? "coil; give on or off" : "register; give 0 to 65535")}");
            isGood = false;
        }

        if (!isGood)
            return ClientExit.Misused;
        byte[] pdu = isBits
            ? ModbusPdu.WriteCoils(address, Array.ConvertAll(values, value => value != 0))
            : ModbusPdu.WriteRegisters(address, values);
        return Exchange.Run(module, parsed, unit, pdu, (_, output) => output.WriteLine($"written: {string.Join(' ', texts)}, from {address} on"));
    }

    // -1: none.
    private static int ParseCoil(string text)
    {
        return text switch
        {
            "on" or "1" => 1,
            "off" or "0" => 0,
            _ => -1,
        };
    }

    private static int ParseRegister(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.Ordinal);
        bool isNumber = isHex
            ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        if (!isNumber || value is < short.MinValue or > ushort.MaxValue)
            return -1;
        return value & 0xFFFF;
    }
}
