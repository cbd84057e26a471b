using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>The values of a request, a register or a coil each. Reused.</summary>
internal sealed class RequestValues
{
    private readonly int[] _values = new int[ModbusLimits.MaxPdu];

    internal int Count { get; private set; }

    internal int this[int index]
    {
        get { return _values[index]; }
    }

    /// <summary>Makes them so many zeros.</summary>
    internal void Clear(int count)
    {
        Count = count < _values.Length ? count : _values.Length;
        for (int i = 0; i < Count; i++) _values[i] = 0;
    }

    /// <summary>Takes coils; what is wrong with them, or nothing.</summary>
    internal string TakeCoils(RequestFields fields)
    {
        Count = 0;
        for (int i = 0; i < fields.Count(RequestFields.Value); i++)
        {
            string word = fields.Word(RequestFields.Value, i);
            bool isOn = word == "on" || word == "1";
            if (!isOn && word != "off" && word != "0") return "'" + word + "' is no coil: write on or off";
            Add(isOn ? 1 : 0);
        }
        return "";
    }

    /// <summary>Takes registers, by the type behind 'as'; what is wrong with them, or nothing.</summary>
    internal string TakeRegisters(RequestFields fields)
    {
        Count = 0;
        string type = fields.Has(RequestFields.As) ? fields.Word(RequestFields.As, 0) : "u16";
        string order = fields.Word(RequestFields.As, 1);
        bool isPair = type == "u32" || type == "s32" || type == "f32";
        if (!isPair && type != "u16" && type != "s16") return "'" + type + "' is no type: u16, s16, u32, s32 or f32";
        if (order.Length > 0 && order != "high-first" && order != "low-first")
        {
            return "'" + order + "' is no order of words: high-first or low-first";
        }
        for (int i = 0; i < fields.Count(RequestFields.Value); i++)
        {
            string word = fields.Word(RequestFields.Value, i);
            string problem = type == "f32" ? TakeSingle(word, order == "low-first") : TakeWhole(word, isPair, order == "low-first");
            if (problem.Length > 0) return problem;
        }
        return "";
    }

    private string TakeSingle(string word, bool isLowFirst)
    {
        var number = new DecimalText();
        if (!number.Read(word)) return "'" + word + "' is no number, such as 21.5 or -40";
        long bits = number.Bits;
        AddPair(bits, isLowFirst);
        return "";
    }

    // Either sign fits: what is written is bits.
    private string TakeWhole(string word, bool isPair, bool isLowFirst)
    {
        bool isNegative = word.Length > 1 && word[0] == '-';
        long number = NumberText.Read(isNegative ? word.Substring(1) : word);
        long most = isPair ? 0xFFFF_FFFFL : 0xFFFF;
        bool fits = number >= 0 && number <= (isNegative ? (most + 1) / 2 : most);
        if (!fits && number < 0 && word.IndexOf('.') > 0)
        {
            return "'" + word + "' is a fraction: write 'as f32 high-first' or 'as f32 low-first' behind it";
        }
        if (!fits) return "'" + word + "' does not fit " + (isPair ? "two registers" : "a register");
        if (isNegative) number = -number;
        if (isPair) AddPair(number, isLowFirst);
        else Add((int)(number & 0xFFFF));
        return "";
    }

    private void AddPair(long bits, bool isLowFirst)
    {
        int high = (int)(bits >> 16 & 0xFFFF);
        int low = (int)(bits & 0xFFFF);
        Add(isLowFirst ? low : high);
        Add(isLowFirst ? high : low);
    }

    private void Add(int value)
    {
        if (Count < _values.Length) _values[Count++] = value;
    }
}
