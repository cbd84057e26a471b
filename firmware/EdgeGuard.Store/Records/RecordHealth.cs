namespace EdgeGuard.Store;

/// <summary>What was found of a record. Reported in events: append only.</summary>
public enum RecordHealth : byte
{
    /// <summary>It was never written, or was removed.</summary>
    Absent = 0,

    /// <summary>It is there.</summary>
    Whole = 1,

    /// <summary>It is there, and of its two copies one is damaged: by a power cut while it was written, or by the medium.</summary>
    OneCopy = 2,

    /// <summary>Nothing whole is left. It counts as absent.</summary>
    Lost = 3,
}
