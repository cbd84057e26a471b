namespace EdgeGuard.Policy;

/// <summary>How a <c>when</c> compares the PLC's value with its own.</summary>
public enum WhenOperator : byte
{
    Equal = 0,
    NotEqual = 1,
    Less = 2,
    LessOrEqual = 3,
    Greater = 4,
    GreaterOrEqual = 5,
}
