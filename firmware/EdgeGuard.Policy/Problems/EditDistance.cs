namespace EdgeGuard.Policy;

/// <summary>How many letters lie between two words.</summary>
internal static class EditDistance
{
    /// <summary>Insertions, deletions and substitutions from one word to the other; <paramref name="limit"/> for as many or more.</summary>
    /// <remarks>Looks only where fewer than the limit are possible, and stops where none are: what a word costs grows with its length
    /// and not with its square, and nearly all words are done after their first letters.</remarks>
    internal static int Between(string a, string b, int limit)
    {
        int longer = a.Length - b.Length;
        if (longer >= limit || -longer >= limit) return limit;
        return Between(a.ToCharArray(), b.ToCharArray(), limit);
    }

    private static int Between(char[] a, char[] b, int limit)
    {
        var row = new int[b.Length + 1];
        for (int j = 0; j < row.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int first = i < limit ? 1 : i - limit + 1;
            int last = b.Length - i < limit ? b.Length : i + limit - 1;
            if (NextRow(row, first, last, i, a[i - 1], b) >= limit) return limit;
        }
        return row[b.Length] < limit ? row[b.Length] : limit;
    }

    // From the distances of i - 1 letters to each beginning of b to those of i letters. Gives the least, below which none can fall again.
    private static int NextRow(int[] row, int first, int last, int i, char letter, char[] b)
    {
        int diagonal = row[first - 1];
        int least = i - first + 1;
        row[first - 1] = least;
        for (int j = first; j <= last; j++)
        {
            int cost = letter == b[j - 1] ? diagonal : diagonal + 1;
            diagonal = row[j];
            row[j] = Least(cost, row[j] + 1, row[j - 1] + 1);
            if (row[j] < least) least = row[j];
        }
        return least;
    }

    private static int Least(int a, int b, int c)
    {
        int least = a < b ? a : b;
        return least < c ? least : c;
    }
}
