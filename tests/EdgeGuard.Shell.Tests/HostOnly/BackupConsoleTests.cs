using System;
using EdgeGuard.Core;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>Backup and restore as a person types them.</summary>
[TestClass]
public sealed class BackupConsoleTests
{
    private const string Passphrase = "a passphrase that is long";

    [TestMethod]
    public void The_passphrase_of_a_backup_is_typed_twice_and_never_shown()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        string shown = bed.Type("backup\rshort\r");
        StringAssert.Contains(shown, "the passphrase is too short");
        shown += bed.Type($"{Passphrase}\ra passphrase that is lang\r");
        StringAssert.EndsWith(shown, "and once more: ");
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.BackupMade));
        shown += bed.Type(Passphrase + "\r");
        Assert.AreEqual(1, bed.Module.Events.Only(EventCode.BackupMade).A);
        StringAssert.Contains(shown, "edgeguard-backup 1");
        Assert.IsFalse(shown.Contains("passphrase that", StringComparison.Ordinal), shown);
        StringAssert.Contains(bed.Type("backup\r\r"), "key device", "Enter leaves secrets out, and is typed once");
    }

    [TestMethod]
    public void A_restore_says_whose_accounts_come_asks_first_and_says_it_again()
    {
        ConsoleBed bed = Another(out string backup);
        string shown = bed.Type($"restore\r{backup}end\r{Passphrase}\r").Replace("\r\n    ", " ", StringComparison.Ordinal);
        StringAssert.Contains(shown, "Accounts of this module: anna (technician).");
        StringAssert.Contains(shown, "Accounts of the backup: anna (technician), vera (viewer).");
        StringAssert.EndsWith(bed.Type("perhaps\r"), "Restore it? yes/no: ");
        Assert.AreEqual(0, bed.Module.Events.Count(EventCode.BackupRestored));
        StringAssert.Contains(bed.Type("no\r"), "nothing was restored");
        Assert.AreEqual(1, bed.Accounts.List().Length);
        bed.Type($"restore\r{backup}end\r{Passphrase}\r");
        StringAssert.Contains(bed.Type("yes\r"), "Accounts are now those of the backup: anna (technician), vera (viewer).");
        Assert.AreEqual(2, bed.Accounts.List().Length);
    }

    [TestMethod]
    public void A_mistyped_passphrase_is_asked_for_again_without_another_paste()
    {
        ConsoleBed bed = Another(out string backup);
        string shown = bed.Type($"restore\r{backup}end\ra passphrase that is lang\r");
        StringAssert.Contains(shown, "the passphrase is wrong");
        StringAssert.EndsWith(shown, "passphrase of the backup: ");
        bed.Type(Passphrase + "\r");
        StringAssert.Contains(bed.Type("yes\r"), "Accounts are now those of the backup");
        bed.Type($"restore\r{backup}end\rnot this one either\r");
        StringAssert.Contains(bed.Type("\r"), "nothing was restored", "Enter gives up");
    }

    [TestMethod]
    public void A_backup_without_accounts_leaves_them_and_says_so()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("terminal lines 0\r");
        string shown = bed.Type("backup\r\r");
        string backup = shown[
            shown.IndexOf("edgeguard-backup", StringComparison.Ordinal)..shown.LastIndexOf("anna", StringComparison.Ordinal)];
        StringAssert.Contains(bed.Type($"restore\r{backup}end\r"), "Accounts are as they were.");
    }

    // A module, anna logged in, and the backup of another one with anna and vera.
    private static ConsoleBed Another(out string backup)
    {
        ConsoleBed other = ConsoleBed.LoggedIn(isBatch: true);
        other.Type("account add vera viewer\rlooking at things\rlooking at things\r");
        backup = other.Type($"backup\r{Passphrase}\r").Replace("ok\r\n", "", StringComparison.Ordinal);
        return ConsoleBed.LoggedIn();
    }
}
