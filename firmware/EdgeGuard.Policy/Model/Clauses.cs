namespace EdgeGuard.Policy;

/// <summary>The words that begin a clause of a line, and how to get to the next one after a mistake.</summary>
internal static class Clauses
{
    internal const int None = -1;
    internal const int Unit = 0;
    internal const int Address = 1;
    internal const int Read = 2;
    internal const int Write = 3;
    internal const int File = 4;
    internal const int Record = 5;
    internal const int Quantity = 6;
    internal const int Value = 7;
    internal const int As = 8;
    internal const int Step = 9;
    internal const int Mask = 10;
    internal const int When = 11;
    internal const int During = 12;

    internal static readonly string[] Words =
    {
        "unit", "address", "read", "write", "file", "record", "quantity", "value", "as", "step", "mask", "when", "during",
    };

    /// <summary>The clause that the current token begins, or <see cref="None"/>.</summary>
    internal static int At(PolicyTokens tokens)
    {
        if (tokens.Kind != TokenKind.Word) return None;
        string word = tokens.Word;
        for (int i = 0; i < Words.Length; i++)
            if (Words[i] == word) return i;
        return None;
    }

    /// <summary>Goes on to the next clause, so that one mistake does not hide the next.</summary>
    internal static void SkipToNext(PolicyTokens tokens)
    {
        while (tokens.Kind != TokenKind.End && At(tokens) == None) tokens.Next();
    }

    /// <summary>Steps over items with commas between them, to be read once all of the line is known.</summary>
    internal static void SkipList(PolicyTokens tokens)
    {
        do
        {
            if (tokens.Kind == TokenKind.Word && At(tokens) == None) tokens.Next();
        }
        while (tokens.SkipComma());
    }
}
