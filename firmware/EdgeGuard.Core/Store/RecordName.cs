namespace EdgeGuard.Core.Store;

/// <summary>The names of all records that a module keeps. A name, once shipped, keeps its meaning.</summary>
public static class RecordName
{
    /// <summary>Settings and policy in force after a restart.</summary>
    public const string Configuration = "configuration";

    /// <summary>That a commit waits for its confirmation: nothing but who and when.</summary>
    public const string Trial = "trial";

    /// <summary>Who may use the console.</summary>
    public const string Accounts = "accounts";

    /// <summary>Name of the event stream and the secret that keys are derived from.</summary>
    public const string Identity = "identity";

    /// <summary>Number of the last start.</summary>
    public const string Boot = "boot";

    /// <summary>The claim code, as on the label. Outlasts a factory reset.</summary>
    public const string Label = "label";

    /// <summary>Changes of several records that are being made.</summary>
    internal const string Journal = "journal";

    /// <summary>Characters of a name.</summary>
    internal const int MaxLength = 40;

    /// <summary>Whether a text is a name of a record, of this version or another.</summary>
    internal static bool IsName(string text)
    {
        if (text.Length == 0 || text.Length > MaxLength || text[0] < 'a' || text[0] > 'z') return false;
        for (int i = 1; i < text.Length; i++)
        {
            char c = text[i];
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) return false;
        }
        return true;
    }
}
