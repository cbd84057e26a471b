namespace EdgeGuard.Store;

/// <summary>Why nothing was installed. The zero value is a refusal.</summary>
public enum CredentialFault : byte
{
    /// <summary>This person may not.</summary>
    NotAllowed = 0,

    /// <summary>Nothing is wrong: it is installed, and in use.</summary>
    None = 1,

    /// <summary>It does not fit; the problems say why.</summary>
    Problems = 2,

    /// <summary>There is no such credential.</summary>
    Unknown = 3,

    /// <summary>It is longer than <see cref="CredentialSet.MaxBytes"/>.</summary>
    TooLong = 4,

    /// <summary>No key waits for a certificate.</summary>
    NoKey = 5,

    /// <summary>The store refused to write; nothing has changed.</summary>
    StoreRefused = 6,

    /// <summary>This platform makes no keys: one is installed together with its certificate.</summary>
    NoKeysHere = 7,

    /// <summary>Every session would end for one reason; the problems say which.
    /// Nothing was installed: somebody must say that it is meant.</summary>
    EndsEverybody = 8,
}
