namespace EdgeGuard.Store;

/// <summary>Limits of accounts, each with its reason.</summary>
public static class AccountLimits
{
    /// <summary>Accounts: the people of a site's shifts, and what is quickly read through by an auditor.</summary>
    public const int MaxAccounts = 16;

    /// <summary>Characters of a name.</summary>
    public const int MaxName = 32;

    /// <summary>Fewest characters of a password: with the lock-out, and the cost of a hash that was stolen.</summary>
    public const int MinPassword = 10;

    /// <summary>Most bytes of a password.</summary>
    public const int MaxPassword = 128;

    /// <summary>Whether a text can be an account's name: letters, digits,
    /// <c>.</c>, <c>_</c> and <c>-</c>, in lower case, a letter first.</summary>
    public static bool IsName(string text)
    {
        if (text.Length == 0 || text.Length > MaxName || text[0] < 'a' || text[0] > 'z') return false;
        for (int i = 1; i < text.Length; i++)
        {
            char c = text[i];
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-')) return false;
        }
        return true;
    }
}
