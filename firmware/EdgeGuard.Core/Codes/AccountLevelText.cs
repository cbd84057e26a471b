namespace EdgeGuard.Core;

/// <summary>The words for an <see cref="AccountLevel"/>.</summary>
public static class AccountLevelText
{
    public static string Of(AccountLevel level)
    {
        switch (level)
        {
            case AccountLevel.Viewer: return "viewer";
            case AccountLevel.Technician: return "technician";
            default: return "none";
        }
    }

    /// <summary>The level that a word means; None for any other.</summary>
    public static AccountLevel Parse(string word)
    {
        switch (word)
        {
            case "viewer": return AccountLevel.Viewer;
            case "technician": return AccountLevel.Technician;
            default: return AccountLevel.None;
        }
    }
}
