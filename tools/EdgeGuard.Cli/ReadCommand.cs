using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using EdgeGuard.Cli.Client;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard read</c>: reads coils or registers through a module.</summary>
internal static class ReadCommand
{
    private const string Description =
        "Reads coils (function 01), discrete inputs (02), holding (03) or input registers (04) through a module.\n\n"
        + "Example: edgeguard read --module 10.1.2.3 --identity site/operator holding 40 2" + ClientExit.Help;

    internal static Command Create()
    {
        var table = new Argument<string>("TABLE") { Description = "coil, discrete, holding or input." };
        table.AcceptOnlyFromAmong(TableName.All);
        var address = new Argument<int>("ADDRESS") { Description = "PDU address, from 0." };
        var quantity = new Argument<int>("QUANTITY") { Description = "How many.", DefaultValueFactory = _ => 1 };
        var unit = new Option<int>("--unit") { Description = "Unit id.", HelpName = "UNIT", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var module = new ModuleOptions();
        var command = new Command("read", Description) { table, address, quantity, unit, json };
        module.AddTo(command);
        command.SetAction(parsed => Run(
            module, parsed, TableName.Parse(parsed.GetValue(table)!), parsed.GetValue(address), parsed.GetValue(quantity),
            parsed.GetValue(unit), parsed.GetValue(json)));
        return command;
    }

    private static int Run(ModuleOptions module, ParseResult parsed, AddressTable table, int address, int quantity, int unit, bool json)
    {
        int most = TableName.IsBits(table) ? ModbusLimits.MaxReadBits : ModbusLimits.MaxReadRegisters;
        if (!AddressRange.Check(address, quantity, most, parsed.InvocationConfiguration.Error))
            return ClientExit.Misused;
        return Exchange.Run(module, parsed, unit, ModbusPdu.Read(table, address, quantity), (answer, output) =>
        {
            int[] values = TableName.IsBits(table) ? Array.ConvertAll(answer.Bits(quantity), bit => bit ? 1 : 0) : answer.Registers();
            if (json)
                PrintJson(output, unit, address, values);
            else
                Print(output, table, address, values);
        });
    }

    private static void Print(TextWriter output, AddressTable table, int address, int[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            output.WriteLine(TableName.IsBits(table)
                ? $"{address + i,5}  {(values[i] != 0 ? "on" : "off")}"
                : $"{address + i,5}  {values[i],5}  0x{values[i]:X4}");
        }
    }

    private static void PrintJson(TextWriter output, int unit, int address, int[] values)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("unit", unit);
            writer.WriteNumber("address", address);
            writer.WriteStartArray("values");
            foreach (int value in values)
                writer.WriteNumberValue(value);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
