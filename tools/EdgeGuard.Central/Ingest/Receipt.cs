namespace EdgeGuard.Central;

/// <summary>What became of a message.</summary>
public enum Receipt
{
    /// <summary>It is not stored, and may come again: it must not be acknowledged.</summary>
    Failed = 0,

    /// <summary>It is on the disk.</summary>
    Stored = 1,

    /// <summary>All that it says was on the disk already.</summary>
    Known = 2,

    /// <summary>It cannot be believed: it was kept as evidence where there was room, and told.</summary>
    Rejected = 3,

    /// <summary>It is none of what is kept here.</summary>
    NotKept = 4,
}
