namespace EdgeGuard.Central;

/// <summary>One term of a search, such as <c>-module:pump-3</c> or <c>address:&gt;=100</c>.</summary>
/// <param name="Field">Its name.</param>
/// <param name="IsNot">Whether it must not hold.</param>
/// <param name="Sign">How numbers are compared, as SQL has it.</param>
/// <param name="Text">What it is compared with.</param>
/// <param name="Number">Likewise, of a field of numbers.</param>
internal sealed record QueryTerm(string Field, bool IsNot, string Sign, string Text, long Number)
{
    /// <summary>Whether a number fits, of a field of numbers.</summary>
    internal bool Holds(long value) => Sign switch
    {
        ">" => value > Number,
        ">=" => value >= Number,
        "<" => value < Number,
        "<=" => value <= Number,
        _ => value == Number,
    };
}
