using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>A backup whose MAC is right and whose secrets are unwrapped:
/// what somebody may look at before he takes it over. Immutable.</summary>
public sealed class OpenBackup
{
    internal OpenBackup(BackupReader content)
    {
        Content = content;
        People = content.Accounts == null ? new string[0] : Names(AccountBook.FromBytes(content.Accounts, 0)!);
    }

    /// <summary>Whose accounts are in it, with their levels; empty: it has none, and those of the module stay.</summary>
    public string[] People { get; }

    internal BackupReader Content { get; }

    private static string[] Names(AccountBook book)
    {
        var names = new string[book.Count];
        for (int i = 0; i < names.Length; i++) names[i] = book[i].Name + " (" + AccountLevelText.Of(book[i].Level) + ")";
        return names;
    }
}
