namespace EdgeGuard.Store;

/// <summary>Why nothing changed. The zero value is a refusal.</summary>
public enum CommitFault : byte
{
    /// <summary>This person may not.</summary>
    NotAllowed = 0,

    /// <summary>Nothing is wrong: it is done.</summary>
    None = 1,

    /// <summary>The candidate has errors; the reading lists them.</summary>
    Problems = 2,

    /// <summary>The candidate is what is in force.</summary>
    NothingToCommit = 3,

    /// <summary>A configuration is on trial: it must be confirmed or rolled back first.</summary>
    OnTrial = 4,

    /// <summary>No configuration is on trial.</summary>
    NotOnTrial = 5,

    /// <summary>A trial takes from 1 second to a day.</summary>
    Seconds = 6,

    /// <summary>It could not be put in force; the one before is.</summary>
    PlatformRefused = 7,

    /// <summary>It could not be stored; the one before is in force.</summary>
    StoreRefused = 8,

    /// <summary>There is no earlier configuration.</summary>
    NoPrevious = 9,

    /// <summary>Too long a text.</summary>
    TooLong = 10,

    /// <summary>Somebody else has changed the candidate meanwhile: a line's number may be another one's now.</summary>
    ChangedMeanwhile = 11,
}
