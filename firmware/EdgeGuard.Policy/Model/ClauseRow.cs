namespace EdgeGuard.Policy;

/// <summary>What the whole policy knows of one clause. Immutable.</summary>
internal sealed class ClauseRow
{
    internal readonly Clause Clause;
    internal readonly string Word;

    /// <summary>What may stand behind the word, for messages.</summary>
    internal readonly string Example;

    internal readonly ClauseScope Scope;

    /// <summary>For a clause of plain numbers: the smallest and the largest.</summary>
    internal readonly int Min;

    internal readonly int Max;

    /// <summary>Whether a <c>never</c> line can have it.</summary>
    internal readonly bool IsForNever;

    internal ClauseRow(Clause clause, string word, string example, ClauseScope scope, int min = 0, int max = 0, bool isForNever = false)
    {
        Clause = clause;
        Word = word;
        Example = example;
        Scope = scope;
        Min = min;
        Max = max;
        IsForNever = isForNever;
    }
}
