namespace EdgeGuard.Policy;

/// <summary>The clauses of a line, in the order in which a line is written.</summary>
/// <remarks>What is known of each stands in <see cref="ClauseTable"/>.</remarks>
internal enum Clause : byte
{
    /// <summary>No clause.</summary>
    None = 0,
    Unit = 1,
    Address = 2,

    /// <summary>What 23 reads.</summary>
    Read = 3,

    /// <summary>What 23 writes.</summary>
    Write = 4,
    File = 5,
    Record = 6,
    Quantity = 7,
    Value = 8,
    Step = 9,
    As = 10,
    Mask = 11,
    When = 12,
    During = 13,
}
