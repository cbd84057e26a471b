using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>What a read brought, as people and as machines are shown it.</summary>
/// <param name="answer">To 1, 2, 3 or 4.</param>
/// <param name="table">What was read.</param>
/// <param name="first">Its first address.</param>
/// <param name="count">Coils, inputs or registers.</param>
/// <param name="format">What the registers hold; null for words as they are.</param>
internal sealed class ReadResponse(ModbusResponse answer, AddressTable table, int first, int count, RegisterFormat? format)
{
    private readonly int _size = format?.Registers ?? 1;

    internal void Print(TextWriter output)
    {
        if (TableName.IsBits(table))
        {
            bool[] bits = answer.Bits(count);
            for (int i = 0; i < bits.Length; i++) output.WriteLine($"{first + i,5}  {(bits[i] ? "on" : "off")}");
            return;
        }

        int[] registers = answer.Registers();
        for (int i = 0; i + _size <= registers.Length; i += _size)
        {
            (string value, uint bits) = Value(registers, i);
            output.WriteLine($"{first + i,5}  {value,5}  0x{bits.ToString(_size == 1 ? "X4" : "X8", CultureInfo.InvariantCulture)}");
        }
    }

    internal void PrintJson(TextWriter output, int unit)
    {
        output.WriteLine(JsonText.Of(
            json =>
            {
                json.WriteNumber("unit", unit);
                json.WriteNumber("address", first);
                json.WriteStartArray("values");
                WriteValues(json);
                json.WriteEndArray();
            }));
    }

    private void WriteValues(Utf8JsonWriter writer)
    {
        if (TableName.IsBits(table))
        {
            foreach (bool bit in answer.Bits(count)) writer.WriteNumberValue(bit ? 1 : 0);
            return;
        }

        int[] registers = answer.Registers();
        for (int i = 0; i + _size <= registers.Length; i += _size)
        {
            string value = Value(registers, i).Text;
            // JSON has no numbers for infinite and for none.
            if (char.IsAsciiDigit(value[^1])) writer.WriteRawValue(value);
            else writer.WriteStringValue(value);
        }
    }

    private (string Text, uint Bits) Value(int[] registers, int at)
    {
        if (format == null) return (registers[at].ToString(CultureInfo.InvariantCulture), (uint)registers[at]);
        (double value, uint bits) = format.Read(registers.AsSpan(at, _size));
        return (format.Text(value), bits);
    }
}
