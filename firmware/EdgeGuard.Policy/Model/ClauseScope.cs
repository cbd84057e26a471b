namespace EdgeGuard.Policy;

/// <summary>Which functions a clause can bind.</summary>
internal enum ClauseScope : byte
{
    /// <summary>None: a clause of this scope stands on no line.</summary>
    None = 0,

    /// <summary>Every function.</summary>
    Requests = 1,

    /// <summary>Functions with addresses.</summary>
    Addresses = 2,

    /// <summary>23, whose ranges are bound apart.</summary>
    BothRanges = 3,

    /// <summary>20 and 21.</summary>
    Files = 4,

    /// <summary>Functions that take a number of things at once, and 08/0.</summary>
    Quantities = 5,

    /// <summary>Functions that write coils or registers.</summary>
    Values = 6,

    /// <summary>Functions that write registers.</summary>
    Registers = 7,

    /// <summary>22.</summary>
    Mask = 8,
}
