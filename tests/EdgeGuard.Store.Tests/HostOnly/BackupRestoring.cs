using EdgeGuard.Policy;

namespace EdgeGuard.Store.Tests;

/// <summary>Reads a backup and restores it, without a look at it between.</summary>
internal static class BackupRestoring
{
    internal static BackupFault Restore(this Backups backups, Person by, string text, string passphrase, ProblemList problems)
    {
        OpenBackup? backup = backups.Open(by, text, passphrase, out BackupFault fault);
        return backup == null ? fault : backups.Restore(by, backup, problems);
    }
}
