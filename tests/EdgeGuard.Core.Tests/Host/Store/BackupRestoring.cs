using EdgeGuard.Policy.Problems;
using EdgeGuard.Store.Backups;
using EdgeGuard.Store.People;

namespace EdgeGuard.Core.Tests.Host.Store;

/// <summary>Reads a backup and restores it, without a look at it between.</summary>
internal static class BackupRestoring
{
    internal static BackupFault Restore(this BackupDesk desk, Person by, string text, string passphrase, ProblemList problems)
    {
        OpenBackup? backup = desk.Open(by, text, passphrase, out BackupFault fault);
        return backup == null ? fault : desk.Restore(by, backup, problems);
    }
}
