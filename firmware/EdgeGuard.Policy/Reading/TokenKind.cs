namespace EdgeGuard.Policy;

/// <summary>What a piece of a policy line is.</summary>
internal enum TokenKind : byte
{
    /// <summary>Behind the last token of the line.</summary>
    End = 0,
    Word = 1,

    /// <summary>A name in double quotes; <c>\</c> takes the next character as it is.</summary>
    Quoted = 2,
    Comma = 3,

    /// <summary>A run of <c>= ! &lt; &gt;</c>.</summary>
    Operator = 4,
}
