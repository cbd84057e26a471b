using EdgeGuard.Modbus;
using EdgeGuard.Settings;

namespace EdgeGuard.Shell.Commands;

/// <summary>Makes a request's PDU of what a person types: <c>06 unit 1 address 40 value 2000</c>, <c>3 unit 1 address 0-9</c>, or, for any
/// function, <c>unit 1 pdu 16 00 04 …</c> in hex.</summary>
internal static class RequestWriter
{
    private const int MaxPdu = 253;

    /// <summary>The PDU; empty with a problem in words.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="at">Its first word that is the request's.</param>
    /// <param name="unit">The unit id; 1 unless it is named.</param>
    /// <param name="problem">What is wrong; otherwise empty.</param>
    internal static byte[] Write(CommandWords words, int at, out byte unit, out string problem)
    {
        unit = 1;
        problem = "";
        int function = 0;
        int address = -1;
        int last = -1;
        int value = -1;
        for (int i = at; i < words.Count && problem.Length == 0; i++)
        {
            string word = words[i];
            switch (word)
            {
                case "unit":
                    if (!SettingText.TryUnit(words[++i], out int id)) problem = "'" + words[i] + "' is no unit id (0 to 255)";
                    unit = (byte)id;
                    break;
                case "address":
                    if (!TryRange(words[++i], out address, out last)) problem = "'" + words[i] + "' is no address (0 to 65535, or a range 0-9)";
                    break;
                case "value":
                    if (!TryValue(words[++i], out value)) problem = "'" + words[i] + "' is no value (0 to 65535, on, off)";
                    break;
                case "pdu":
                    return Hex(words, i + 1, out problem);
                default:
                    if (function != 0 || !TryNumber(word, 127, out function) || function == 0) problem = "'" + word + "' is no part of a request";
                    break;
            }
        }
        if (problem.Length == 0 && function == 0) problem = "a request begins with its function code";
        if (problem.Length == 0 && (function > FunctionCode.WriteSingleRegister || function < 1)) problem = "function " + function + " is written as 'pdu' and its bytes in hex";
        if (problem.Length == 0 && address < 0) problem = "function " + function + " needs 'address'";
        bool isWrite = function >= FunctionCode.WriteSingleCoil;
        if (problem.Length == 0 && isWrite && value < 0) problem = "function " + function + " needs 'value'";
        if (problem.Length > 0) return new byte[0];
        int second = !isWrite ? last - address + 1 : function == FunctionCode.WriteSingleCoil ? (value == 0 ? 0 : 0xFF00) : value;
        return new byte[] { (byte)function, (byte)(address >> 8), (byte)(address & 0xFF), (byte)(second >> 8 & 0xFF), (byte)(second & 0xFF) };
    }

    /// <summary>A whole number from 0.</summary>
    internal static bool TryNumber(string text, int max, out int number)
    {
        bool isNumber = SettingText.TryNumber(text, out long value) && value <= max;
        number = isNumber ? (int)value : 0;
        return isNumber;
    }

    private static bool TryRange(string text, out int first, out int last)
    {
        int dash = text.IndexOf('-');
        last = 0;
        bool isFirst = TryNumber(dash < 0 ? text : text.Substring(0, dash), 65_535, out first);
        bool isLast = TryNumber(dash < 0 ? text : text.Substring(dash + 1), 65_535, out last);
        return isFirst && isLast && last >= first;
    }

    private static bool TryValue(string text, out int value)
    {
        value = text == "on" ? 1 : 0;
        return text == "on" || text == "off" || TryNumber(text, 65_535, out value);
    }

    private static byte[] Hex(CommandWords words, int at, out string problem)
    {
        var pdu = new byte[MaxPdu];
        int count = 0;
        problem = "";
        for (int i = at; i < words.Count; i++)
        {
            string word = words[i];
            char[] digits = word.ToCharArray();
            bool isHex = digits.Length % 2 == 0;
            for (int k = 0; isHex && k < digits.Length; k += 2)
            {
                int high = Digit(digits[k]);
                int low = Digit(digits[k + 1]);
                isHex = high >= 0 && low >= 0 && count < MaxPdu;
                if (isHex) pdu[count++] = (byte)(high * 16 + low);
            }
            if (!isHex) problem = "'" + word + "' is not bytes in hex, 253 at most";
        }
        if (count == 0 && problem.Length == 0) problem = "'pdu' wants bytes in hex, such as '06 00 28 07 D0'";
        var exact = new byte[problem.Length > 0 ? 0 : count];
        for (int i = 0; i < exact.Length; i++) exact[i] = pdu[i];
        return exact;
    }

    private static int Digit(char c)
    {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
