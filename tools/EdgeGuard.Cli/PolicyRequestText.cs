using System;
using System.Collections.Generic;
using System.Globalization;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>Reads a request as a person writes it, <c>06 unit 1 address 40 value 2000</c>, and makes its PDU.</summary>
internal sealed class PolicyRequestText
{
    private static readonly string[] Words =
        ["unit", "address", "quantity", "value", "values", "as", "read", "write", "and", "or", "file", "record", "pdu"];

    private readonly Dictionary<string, string[]> _fields = [];
    private int _function;
    private int _sub = -1;
    private byte[]? _pdu;
    private string? _fault;

    /// <summary>The unit id, 1 unless the text names one.</summary>
    internal int Unit { get; private set; } = 1;

    /// <summary>Reads the text; what is wrong with it, or null.</summary>
    internal string? Read(string text)
    {
        Split(text.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (_fault != null) return _fault;
        Unit = Number("unit", 1, 255);
        if (_fields.TryGetValue("pdu", out string[]? hex)) _pdu = Hex(string.Concat(hex));
        else if (_function == 0) Fail($"the request '{text}' does not begin with a function code");
        else _pdu = Compose();
        return _fault;
    }

    internal byte[] ToPdu()
    {
        return _pdu ?? [];
    }

    private void Split(string[] words)
    {
        string? field = null;
        var values = new List<string>();
        foreach (string word in words)
        {
            if (Array.IndexOf(Words, word) >= 0)
            {
                if (field != null) _fields[field] = [.. values];
                field = word;
                values.Clear();
            }
            else if (field != null) values.Add(word);
            else SetFunction(word);
        }

        if (field != null) _fields[field] = [.. values];
        foreach ((string name, string[] found) in _fields)
            if (found.Length == 0) Fail($"'{name}' lacks its value");
    }

    private void SetFunction(string word)
    {
        string[] parts = word.Split('/');
        if (_function != 0) Fail($"'{word}' is no field of a request");
        _function = ParseNumber(parts[0], 255, "function code");
        if (parts.Length > 1) _sub = ParseNumber(parts[1], 65535, "sub-function");
    }

    private byte[] Compose()
    {
        switch (_function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters: return Pdu(Span("address"));
            case FunctionCode.WriteSingleCoil: return Pdu(Span("address")[..2], Word(Coils()[0] ? 0xFF00 : 0));
            case FunctionCode.WriteSingleRegister: return Pdu(Span("address")[..2], Registers()[..2]);
            case FunctionCode.WriteMultipleCoils: return WriteCoils();
            case FunctionCode.WriteMultipleRegisters: return WriteRegisters("address");
            case FunctionCode.MaskWriteRegister:
                return Pdu(Span("address")[..2], Word(Number("and", 0xFFFF, 65535)), Word(Number("or", 0, 65535)));
            case FunctionCode.ReadWriteMultipleRegisters: return Pdu(Span("read"), WriteRegisters("write")[1..]);
            case FunctionCode.ReadFifoQueue: return Pdu(Span("address")[..2]);
            case FunctionCode.ReadFileRecord: return Pdu([7], File());
            case FunctionCode.WriteFileRecord: return WriteFile();
            case FunctionCode.Diagnostics: return Pdu(Word(_sub < 0 ? 0 : _sub), Word(0));
            case FunctionCode.EncapsulatedInterface:
                return _sub is -1 or FunctionCode.MeiDeviceIdentification ? Pdu([FunctionCode.MeiDeviceIdentification, 1, 0]) : Pdu([(byte)_sub]);
            default: return Pdu();
        }
    }

    private byte[] WriteCoils()
    {
        bool[] coils = Coils();
        byte[] bits = new byte[(coils.Length + 7) / 8];
        for (int i = 0; i < coils.Length; i++)
            if (coils[i]) bits[i / 8] |= (byte)(1 << i % 8);
        return Pdu(Span("address")[..2], Word(coils.Length), [(byte)bits.Length], bits);
    }

    private byte[] WriteRegisters(string place)
    {
        byte[] data = Registers();
        int quantity = data.Length / 2;
        byte[] span = Span(place);
        int named = span[2] << 8 | span[3];
        if (named != 1 && named != quantity) Fail($"'{place}' names {named} registers, and there are values for {quantity}");
        return Pdu(span[..2], Word(quantity), [(byte)Math.Min(data.Length, 255)], data);
    }

    private byte[] WriteFile()
    {
        byte[] group = File();
        byte[] data = _fields.ContainsKey("value") ? Registers() : new byte[2 * (group[5] << 8 | group[6])];
        return Pdu([(byte)Math.Min(7 + data.Length, 255)], group[..5], Word(data.Length / 2), data);
    }

    private byte[] File()
    {
        return [6, .. Word(Number("file", -1, 65535)), .. Span("record")];
    }

    // Address and quantity: from a range, or from an address with a quantity beside it.
    private byte[] Span(string name)
    {
        if (!_fields.TryGetValue(name, out string[]? words)) return Missing(name);
        string[] ends = words[0].Split('-');
        int first = ParseAddress(ends[0]);
        int last = ends.Length > 1 ? ParseAddress(ends[^1]) : first + Number("quantity", 1, 65536) - 1;
        return [.. Word(first), .. Word(last - first + 1)];
    }

    private byte[] Missing(string name)
    {
        Fail($"function {_function} needs '{name}'");
        return new byte[4];
    }

    private bool[] Coils()
    {
        string[] words = Values();
        bool[] coils = Array.ConvertAll(words, word => word is "on" or "1");
        foreach (string word in words)
            if (word is not ("on" or "off" or "0" or "1")) Fail($"'{word}' is no coil: write on or off");
        return coils;
    }

    private byte[] Registers()
    {
        string[] words = Values();
        string[] type = _fields.GetValueOrDefault("as") ?? ["u16"];
        bool lowFirst = Array.IndexOf(type, "low-first") >= 0;
        var data = new List<byte>();
        foreach (string word in words)
        {
            byte[] value = Value(word, type[0]);
            if (lowFirst && value.Length == 4) value = [value[2], value[3], value[0], value[1]];
            data.AddRange(value);
        }

        return [.. data];
    }

    private byte[] Value(string word, string type)
    {
        if (type == "f32")
        {
            if (!float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out float single)) Fail($"'{word}' is no number");
            return Long(BitConverter.SingleToInt32Bits(single));
        }

        bool isHex = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool ok = isHex
            ? long.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number)
            : long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        bool isPair = type is "u32" or "s32";
        if (!isPair && type is not ("u16" or "s16")) Fail($"'{type}' is no type: u16, s16, u32, s32 or f32");
        if (!ok || number < (isPair ? int.MinValue : short.MinValue) || number > (isPair ? uint.MaxValue : ushort.MaxValue))
            Fail($"'{word}' does not fit {(isPair ? "two registers" : "a register")}");
        return isPair ? Long(unchecked((int)number)) : Word((int)(number & 0xFFFF));
    }

    private string[] Values()
    {
        string[]? words = _fields.GetValueOrDefault("value") ?? _fields.GetValueOrDefault("values");
        if (words == null) Fail($"function {_function} needs 'value'");
        return words ?? ["0"];
    }

    private int Number(string name, int otherwise, int max)
    {
        if (_fields.TryGetValue(name, out string[]? words)) return ParseNumber(words[0], max, name);
        if (otherwise < 0) Fail($"function {_function} needs '{name}'");
        return Math.Max(otherwise, 0);
    }

    // 4x00041 counts from 1.
    private int ParseAddress(string text)
    {
        bool isReference = text.Length >= 7 && text[1] == 'x';
        int address = ParseNumber(isReference ? text[2..] : text, 65536, "address") - (isReference ? 1 : 0);
        if (address is < 0 or > 65535) Fail($"'{text}' is no address");
        return Math.Clamp(address, 0, 65535);
    }

    private int ParseNumber(string text, int max, string what)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool ok = isHex
            ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        if (ok && number >= 0 && number <= max) return number;
        Fail($"'{text}' is no {what} (0 to {max})");
        return 0;
    }

    private byte[] Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            Fail($"'{text}' is not bytes in hex, such as 06 00 28 07 D0");
            return [];
        }
    }

    private void Fail(string fault)
    {
        _fault ??= fault;
    }

    private byte[] Pdu(params byte[][] parts)
    {
        var pdu = new List<byte> { (byte)_function };
        foreach (byte[] part in parts) pdu.AddRange(part);
        return [.. pdu];
    }

    private static byte[] Word(int value)
    {
        return [(byte)(value >> 8 & 0xFF), (byte)(value & 0xFF)];
    }

    private static byte[] Long(int value)
    {
        return [.. Word(value >> 16 & 0xFFFF), .. Word(value & 0xFFFF)];
    }
}
