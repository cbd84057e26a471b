namespace EdgeGuard.Core;

/// <summary>How many letters lie between two words: for "did you mean". Not for the packet path.</summary>
public static class EditDistance
{
    /// <summary>Insertions, deletions and substitutions from one word to the other; words over 64 letters count as far apart.</summary>
    public static int Between(string a, string b)
    {
        if (a.Length > 64 || b.Length > 64) return 64;
        var row = new int[b.Length + 1];
        for (int j = 0; j < row.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Least(cost, row[j] + 1, row[j - 1] + 1);
            }
        }
        return row[b.Length];
    }

    private static int Least(int a, int b, int c)
    {
        int least = a < b ? a : b;
        return least < c ? least : c;
    }
}
