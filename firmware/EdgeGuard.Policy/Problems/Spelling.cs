namespace EdgeGuard.Policy;

/// <summary>Finds the word that was probably meant. Not for the packet path.</summary>
public static class Spelling
{
    /// <summary>The nearest known word at most two edits away (one, for short words), whatever the case; empty for none.</summary>
    public static string Nearest(string word, string[] known)
    {
        if (word.Length < 2) return "";
        int best = word.Length < 5 ? 2 : 3;
        string nearest = "";
        string lower = AsciiCase.Lower(word);
        for (int i = 0; i < known.Length; i++)
        {
            int distance = EditDistance.Between(lower, AsciiCase.Lower(known[i]), best);
            if (distance == best) continue;
            best = distance;
            nearest = known[i];
        }
        return nearest;
    }

    /// <summary><c>did you mean `allow`?</c>, or the other remedy where nothing is near.</summary>
    public static string Suggest(string word, string[] known, string otherwise)
    {
        string nearest = Nearest(word, known);
        return nearest.Length > 0 ? "did you mean `" + nearest + "`?" : otherwise;
    }
}
