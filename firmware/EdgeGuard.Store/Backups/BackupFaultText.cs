
namespace EdgeGuard.Store;

/// <summary>What is wrong and what would be right, for every <see cref="BackupFault"/>.</summary>
public static class BackupFaultText
{
    public static string Message(BackupFault fault)
    {
        switch (fault)
        {
            case BackupFault.NotAllowed: return FaultWords.NotAllowed;
            case BackupFault.None: return "done";
            case BackupFault.NotBackup: return "this is no backup that this version knows";
            case BackupFault.Damaged: return "the backup breaks off, or a line of it is damaged";
            case BackupFault.PassphraseNeeded: return "the backup has a passphrase";
            case BackupFault.Mac: return "the passphrase is wrong, or the backup was changed";
            case BackupFault.OtherModule: return "the backup was made without a passphrase by another module, or before a factory reset";
            case BackupFault.PassphraseTooShort: return "the passphrase is too short";
            case BackupFault.Problems: return "its certificates or lists do not fit; nothing has changed";
            case BackupFault.StoreRefused: return FaultWords.StoreRefused;
            case BackupFault.OnTrial: return FaultWords.OnTrial;
            default: return "unknown fault";
        }
    }

    public static string Remedy(BackupFault fault)
    {
        switch (fault)
        {
            case BackupFault.NotAllowed: return FaultWords.AskTechnician;
            case BackupFault.NotBackup: return "it begins with 'edgeguard-backup 1' and ends with a line 'mac …'";
            case BackupFault.Damaged: return "paste it again, whole";
            case BackupFault.PassphraseNeeded: return "give it";
            case BackupFault.Mac: return "type it again; a backup that was edited cannot be restored";
            case BackupFault.OtherModule: return "only a backup with a passphrase moves to another module";
            case BackupFault.PassphraseTooShort: return "at least " + AccountLimits.MinPassword.ToString() + " characters";
            case BackupFault.StoreRefused: return FaultWords.MediumRefuses;
            case BackupFault.OnTrial: return FaultWords.EndTrial;
            default: return "";
        }
    }
}
