using System;
using System.CommandLine;
using System.IO;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard read</c>: reads coils or registers through a module.</summary>
internal static class ReadCommand
{
    private const string Description =
        "Reads coils (function 01), discrete inputs (02), holding (03) or input registers (04) through a module.\n\n"
        + "Examples:\n"
        + "  edgeguard read --module 10.1.2.3 --identity site/operator holding 40 2\n"
        + "  edgeguard read --module 10.1.2.3 --identity site/operator holding 4x00061 --as f32 low-first" + ClientExit.Help;

    internal static Command Create()
    {
        var table = new Argument<string>("TABLE") { Description = "coil, discrete, holding or input." };
        table.AcceptOnlyFromAmong(TableName.All);
        var address = new Argument<string>("ADDRESS") { Description = AddressRange.Help };
        var quantity = new Argument<int>("QUANTITY")
        {
            Description = "How many; with --as, how many values.",
            DefaultValueFactory = _ => 1,
        };
        var unit = new Option<int>("--unit") { Description = "Unit id.", HelpName = "UNIT", DefaultValueFactory = _ => 1 };
        var format = new FormatOptions();
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var module = new ModuleOptions();
        var command = new Command("read", Description) { table, address, quantity, unit };
        format.AddTo(command);
        command.Add(json);
        module.AddTo(command);
        command.SetAction(parsed =>
        {
            TextWriter error = parsed.InvocationConfiguration.Error;
            AddressTable from = TableName.Parse(parsed.GetValue(table)!);
            RegisterFormat? values = format.Read(parsed, TableName.IsBits(from), out string problem);
            if (problem.Length > 0) error.WriteLine("edgeguard: error: " + problem);
            string word = parsed.GetValue(address)!;
            int size = values?.Registers ?? 1;
            int count = Math.Clamp(parsed.GetValue(quantity), 0, ModbusLimits.AddressSpace) * size;
            int most = TableName.IsBits(from) ? ModbusLimits.MaxReadBits : ModbusLimits.MaxReadRegisters;
            int first = AddressRange.Read(word, from, count, most, error);
            if (first < 0 || problem.Length > 0) return ClientExit.Misused;
            bool isJson = parsed.GetValue(json);
            int exit = Exchange.Run(module, parsed, parsed.GetValue(unit), ModbusPdu.Read(from, first, count), (answer, output) =>
            {
                var read = new ReadResponse(answer, from, first, count, values);
                if (isJson) read.PrintJson(output, parsed.GetValue(unit));
                else read.Print(output);
            });
            AddressRange.Hint(word, exit, error);
            return exit;
        });
        return command;
    }
}
