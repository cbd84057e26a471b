namespace EdgeGuard.Store;

/// <summary>Why a backup was not made or restored. The zero value is a refusal.</summary>
public enum BackupFault : byte
{
    /// <summary>This person may not.</summary>
    NotAllowed = 0,

    /// <summary>Nothing is wrong.</summary>
    None = 1,

    /// <summary>The text is no backup, or of a version that is not known here.</summary>
    NotBackup = 2,

    /// <summary>It breaks off, or a line of it is damaged.</summary>
    Damaged = 3,

    /// <summary>It has a passphrase, and none was given.</summary>
    PassphraseNeeded = 4,

    /// <summary>The MAC is wrong: another passphrase, or the text was changed.</summary>
    Mac = 5,

    /// <summary>It was made without a passphrase by another module, or before this one's factory reset.</summary>
    OtherModule = 6,

    /// <summary>Too short a passphrase.</summary>
    PassphraseTooShort = 7,

    /// <summary>Its certificates or lists do not fit; the problems say why.</summary>
    Problems = 8,

    /// <summary>The store refused to write; nothing has changed.</summary>
    StoreRefused = 9,

    /// <summary>A configuration is on trial: it must be confirmed or rolled back first.</summary>
    OnTrial = 10,
}
