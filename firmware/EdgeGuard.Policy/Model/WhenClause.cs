using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>A state of the process that a line asks for: <c>when 3:12 = 0 within 5s</c>.</summary>
public sealed class WhenClause
{
    /// <summary>What <see cref="Unit"/> is when it is the request's own.</summary>
    public const int RequestUnit = -1;

    /// <summary>The most <c>when</c> that one line may have: each may cost the PLC a read.</summary>
    public const int MaxPerLine = 4;

    /// <summary>How comparisons are written, by <see cref="WhenOperator"/>.</summary>
    internal static readonly string[] Operators = { "=", "!=", "<", "<=", ">", ">=" };

    public AddressTable Table { get; internal set; }

    public int Address { get; internal set; }

    /// <summary>The unit to read from, or <see cref="RequestUnit"/>.</summary>
    public int Unit { get; internal set; } = RequestUnit;

    public WhenOperator Operator { get; internal set; }

    /// <summary>0…65535 for a register, 0 or 1 for a bit.</summary>
    public int Value { get; internal set; }

    /// <summary>The oldest that the PLC's value may be, milliseconds.</summary>
    public int WithinMs { get; internal set; }

    /// <summary>Whether a value read from the PLC satisfies the comparison.</summary>
    public static bool Holds(WhenOperator comparison, int actual, int expected)
    {
        switch (comparison)
        {
            case WhenOperator.Equal: return actual == expected;
            case WhenOperator.NotEqual: return actual != expected;
            case WhenOperator.Less: return actual < expected;
            case WhenOperator.LessOrEqual: return actual <= expected;
            case WhenOperator.Greater: return actual > expected;
            case WhenOperator.GreaterOrEqual: return actual >= expected;
            default: return false;
        }
    }
}
