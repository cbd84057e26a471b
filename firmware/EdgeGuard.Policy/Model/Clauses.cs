namespace EdgeGuard.Policy;

/// <summary>Where clauses begin among the words of a line, and how to get to the next one after a mistake.</summary>
internal static class Clauses
{
    /// <summary>The clause that the current token begins; None for a token that begins none.</summary>
    internal static Clause At(PolicyTokens tokens)
    {
        return tokens.Kind == TokenKind.Word ? ClauseTable.Find(tokens.Word) : Clause.None;
    }

    /// <summary>Goes on to the next clause, so that one mistake does not hide the next.</summary>
    internal static void SkipToNext(PolicyTokens tokens)
    {
        while (tokens.Kind != TokenKind.End && At(tokens) == Clause.None) tokens.Next();
    }

    /// <summary>Steps over items with commas between them, to be read once all of the line is known.</summary>
    internal static void SkipList(PolicyTokens tokens)
    {
        do
        {
            if (tokens.Kind == TokenKind.Word && At(tokens) == Clause.None) tokens.Next();
        }
        while (tokens.SkipComma());
    }
}
