namespace EdgeGuard.Policy;

/// <summary>Reads a decimal fraction as the nearest single-precision number, by whole-number arithmetic alone.</summary>
/// <remarks>Host and device must agree to the last bit on what a bound is, and the device's own parser is not exact.
/// Reused; after <see cref="Read"/> the properties hold.</remarks>
public sealed class DecimalText
{
    // 10^18 fits 63 bits with room to double a remainder.
    private const int MaxDigits = 18;

    private long _digits;
    private int _scale;
    private bool _isNegative;

    /// <summary>The number's 32 bits.</summary>
    public uint Bits { get; private set; }

    /// <summary>The number without needless zeros, but with one behind the point: <c>-40.0</c>.</summary>
    public string Normal { get; private set; } = "";

    /// <summary>False if the text is not <c>[-]digits[.digits]</c> with at most 18 digits that count.</summary>
    public bool Read(string text)
    {
        if (!Parse(text.ToCharArray())) return false;
        while (_scale > 0 && _digits % 10 == 0)
        {
            _digits /= 10;
            _scale--;
        }
        if (_digits == 0) _isNegative = false;
        Bits = Magnitude() | (_isNegative ? 0x80000000 : 0);
        Normal = Write();
        return true;
    }

    /// <summary>Reads a whole number that lies beyond another one, upward (1) or downward (-1); its text, or empty.</summary>
    internal string Beyond(string text, int sign)
    {
        if (!Read(text)) return "";
        long whole = _digits;
        for (int i = 0; i < _scale; i++) whole /= 10;
        bool isTowardZero = _digits != 0 && (sign < 0) != _isNegative;
        string beyond = isTowardZero ? "0" : (sign < 0 ? "-" : "") + (whole + 1).ToString();
        return Read(beyond) ? Normal : "";
    }

    private bool Parse(char[] text)
    {
        _digits = 0;
        _scale = 0;
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        _isNegative = at == 1;
        int point = -1;
        int significant = 0;
        int seen = 0;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '.' && point < 0 && seen > 0)
            {
                point = at;
                continue;
            }
            if (c < '0' || c > '9') return false;
            seen++;
            if (_digits > 0 || c != '0') significant++;
            if (point >= 0) _scale++;
            if (significant > MaxDigits || _scale > MaxDigits) return false;
            _digits = _digits * 10 + (c - '0');
        }
        return seen > 0 && text[text.Length - 1] != '.';
    }

    // Long division, bit by bit, to 25 bits and a sticky rest; then rounded to nearest, ties to even.
    private uint Magnitude()
    {
        if (_digits == 0) return 0;
        long divisor = 1;
        for (int i = 0; i < _scale; i++) divisor *= 10;
        long quotient = _digits / divisor;
        long rest = _digits - quotient * divisor;
        int exponent = 0;
        while (quotient < 1 << 24)
        {
            rest *= 2;
            quotient *= 2;
            exponent--;
            if (rest >= divisor)
            {
                rest -= divisor;
                quotient++;
            }
        }
        bool sticky = rest != 0;
        while (quotient >= 1 << 25)
        {
            sticky |= (quotient & 1) != 0;
            quotient >>= 1;
            exponent++;
        }
        return Round(quotient, exponent, sticky);
    }

    // 25 bits come in, 24 stay. A mantissa that overflows by rounding carries into the exponent, as it should.
    private static uint Round(long mantissa, int exponent, bool sticky)
    {
        bool up = (mantissa & 1) != 0 && (sticky || (mantissa & 2) != 0);
        long kept = (mantissa >> 1) + (up ? 1 : 0);
        long biased = exponent + 1 + 23 + 127;
        return (uint)((biased << 23) + (kept - (1 << 23)));
    }

    private string Write()
    {
        string digits = _digits.ToString();
        while (digits.Length <= _scale) digits = "0" + digits;
        string whole = digits.Substring(0, digits.Length - _scale);
        string fraction = _scale == 0 ? "0" : digits.Substring(digits.Length - _scale);
        return (_isNegative ? "-" : "") + whole + "." + fraction;
    }
}
