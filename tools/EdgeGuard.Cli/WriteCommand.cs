using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard write</c>: writes coils or registers through a module.</summary>
internal static class WriteCommand
{
    private const string AnyRegister = "0 to 65535, -32768 to -1, or 0x and hex";

    private const string Description =
        "Writes coils (function 05 for one, 15 for more) or holding registers (06 for one, 16 for more) through a module.\n\n"
        + "Examples:\n"
        + "  edgeguard write --module 10.1.2.3 --identity site/operator holding 40 1200\n"
        + "  edgeguard write --module 10.1.2.3 --identity site/operator holding 4x00061 21.5 --as f32 low-first" + ClientExit.Help;

    internal static Command Create()
    {
        var table = new Argument<string>("TABLE") { Description = "coil or holding." };
        table.AcceptOnlyFromAmong(TableName.Writable);
        var address = new Argument<string>("ADDRESS") { Description = AddressRange.Help };
        var values = new Argument<string[]>("VALUE")
        {
            Description = "Registers: " + AnyRegister + "; with --as, numbers of that type. Coils: on, off, 1, 0.",
            Arity = ArgumentArity.OneOrMore,
        };
        var unit = new Option<int>("--unit") { Description = "Unit id.", HelpName = "UNIT", DefaultValueFactory = _ => 1 };
        var format = new FormatOptions();
        var module = new ModuleOptions();
        var command = new Command("write", Description) { table, address, values, unit };
        format.AddTo(command);
        module.AddTo(command);
        command.SetAction(parsed =>
        {
            AddressTable into = TableName.Parse(parsed.GetValue(table)!);
            RegisterFormat? type = format.Read(parsed, TableName.IsBits(into), out string problem);
            if (problem.Length > 0) parsed.InvocationConfiguration.Error.WriteLine("edgeguard: error: " + problem);
            return Run(
                module, parsed, into, parsed.GetValue(address)!, parsed.GetValue(values)!, problem.Length == 0, type,
                parsed.GetValue(unit));
        });
        return command;
    }

    private static int Run(
        ModuleOptions module, ParseResult parsed, AddressTable table, string address, string[] texts, bool isGood, RegisterFormat? format,
            int unit)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        bool isBits = TableName.IsBits(table);
        int most = isBits ? ModbusLimits.MaxWriteBits : ModbusLimits.MaxWriteRegisters;
        int first = AddressRange.Read(address, table, texts.Length * (format?.Registers ?? 1), most, error);
        var values = new List<int>();
        foreach (string text in texts)
        {
            int[]? parsedValue = isBits ? ParseCoil(text) : format == null ? ParseRegister(text) : format.Write(text);
            if (parsedValue != null) values.AddRange(parsedValue);
            else error.WriteLine($"edgeguard: error: '{text}' is not a value for {WhatFits(isBits, format, text)}");
            isGood &= parsedValue != null;
        }

        if (!isGood || first < 0) return ClientExit.Misused;
        byte[] pdu = isBits
            ? ModbusPdu.WriteCoils(first, [.. values.Select(value => value != 0)])
            : ModbusPdu.WriteRegisters(first, [.. values]);
        int exit = Exchange.Run(
            module, parsed, unit, pdu, (_, output) => output.WriteLine($"written: {string.Join(' ', texts)}, from {first} on"));
        AddressRange.Hint(address, exit, error);
        return exit;
    }

    private static string WhatFits(bool isBits, RegisterFormat? format, string text)
    {
        if (isBits) return "a coil; give on or off";
        if (format != null) return $"this type; give {format.Range}";
        bool isFraction = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return $"a register; give {AnyRegister}" + (isFraction ? ", or say what it is: --as f32, u32 or s32 take two registers" : "");
    }

    // Null: none.
    private static int[]? ParseCoil(string text)
    {
        return text switch
        {
            "on" or "1" => [1],
            "off" or "0" => [0],
            _ => null,
        };
    }

    private static int[]? ParseRegister(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.Ordinal);
        bool isNumber = isHex
            ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        return isNumber && value is >= short.MinValue and <= ushort.MaxValue ? [value & 0xFFFF] : null;
    }
}
