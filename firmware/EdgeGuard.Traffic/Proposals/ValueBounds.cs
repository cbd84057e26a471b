using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>What was written, and the clause that bounds it as a person would.</summary>
internal sealed class ValueBounds
{
    // Up to here a number is rather a command or a state than a quantity: it gets no room beside it.
    private const int LargestCommand = 15;
    private const int MostValue = 65535;

    private readonly int[] _distinct = new int[TrafficRow.MaxDistinctValues];
    private int _count;
    private bool _hasMore;
    private bool _isUnknown;
    private int _smallest;
    private int _largest;

    internal ValueBounds(TrafficRow row)
    {
        _isUnknown = row.Values == 0;
        _smallest = row.SmallestValue;
        _largest = row.LargestValue;
        _hasMore = row.HasMoreValues;
        for (int i = 0; i < row.DistinctValues; i++) Take(row.DistinctValue(i));
    }

    /// <summary>Whether nothing is known of what was written.</summary>
    internal bool IsUnknown
    {
        get { return _isUnknown; }
    }

    /// <summary>Takes in what another row wrote.</summary>
    internal void Join(ValueBounds other)
    {
        _isUnknown |= other._isUnknown;
        if (other._smallest < _smallest) _smallest = other._smallest;
        if (other._largest > _largest) _largest = other._largest;
        _hasMore |= other._hasMore;
        for (int i = 0; i < other._count; i++) Take(other._distinct[i]);
    }

    /// <summary>The clause of a function's line, with a blank before it; empty where nothing is to be bound, or nothing known.</summary>
    internal string Clause(int function)
    {
        if (_isUnknown || !FunctionTable.IsWrite(function) || FunctionTable.HasFiles(function)) return "";
        if (function == FunctionCode.MaskWriteRegister) return Mask();
        return FunctionTable.WritesCoils(function) ? Coils() : Registers();
    }

    /// <summary>The largest step of 1, 2 or 5 times a power of ten that is no more than a tenth of a span; 1 at least.</summary>
    internal static int Step(int span)
    {
        int step = 1;
        for (int power = 1; power * 10 <= span; power *= 10)
        {
            if (power * 10 <= span) step = power;
            if (power * 20 <= span) step = power * 2;
            if (power * 50 <= span) step = power * 5;
        }
        return step;
    }

    private string Coils()
    {
        if (_smallest != _largest) return "";
        return _largest == 0 ? " value off" : " value on";
    }

    /// <summary>Whether its clause allows all that another one's allows.</summary>
    internal bool Covers(ValueBounds other, int function)
    {
        string clause = Clause(function);
        if (clause.Length == 0 || clause == other.Clause(function)) return true;
        if (other._isUnknown || !FunctionTable.WritesRegisterValues(function)) return false;
        if (!IsListed) return Low <= other.Low && other.High <= High;
        for (int i = 0; i < other._count; i++)
        {
            if (!Has(other._distinct[i])) return false;
        }
        return other.IsListed;
    }

    private bool IsListed
    {
        get { return !_hasMore && _largest <= LargestCommand; }
    }

    private int Low
    {
        get
        {
            int step = Step(_largest - _smallest);
            return IsListed ? _smallest : _smallest / step * step;
        }
    }

    private int High
    {
        get
        {
            int step = Step(_largest - _smallest);
            int high = IsListed ? _largest : (_largest + step - 1) / step * step;
            return high < MostValue ? high : MostValue;
        }
    }

    private string Registers()
    {
        if (IsListed) return " value " + Listed();
        if (Low == 0 && High == MostValue) return "";
        return " value " + Low.ToString() + (High > Low ? "-" + High.ToString() : "");
    }

    private string Listed()
    {
        var ranges = new AddressRanges();
        for (int value = 0; value <= LargestCommand; value++)
        {
            if (Has(value)) ranges.Add(value, value, 1);
        }
        return ranges.Text();
    }

    // Of 22 a value is the bits that may change: what is not told apart may be any.
    private string Mask()
    {
        if (_hasMore) return "";
        int bits = 0;
        for (int i = 0; i < _count; i++) bits |= _distinct[i];
        return bits == 0 ? "" : " mask 0x" + LineWriter.Hex(bits);
    }

    private bool Has(int value)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_distinct[i] == value) return true;
        }
        return false;
    }

    private void Take(int value)
    {
        if (Has(value)) return;
        if (_count == _distinct.Length) _hasMore = true;
        else _distinct[_count++] = value;
    }
}
