namespace EdgeGuard.Central;

/// <summary>What the central console found wrong with what it was told, or with itself. Stored: append only.</summary>
public enum FindingKind
{
    None = 0,

    /// <summary>A message that is none of those that a module sends.</summary>
    Unreadable = 1,

    /// <summary>A batch whose seal is wrong, or that lacks the seal of its stream. Its events are not shown.</summary>
    SealWrong = 2,

    /// <summary>A batch that does not follow the one before it: one was left out, or put in.</summary>
    ChainBroken = 3,

    /// <summary>Events of an earlier start than one that told already: a module put back to an old state, or one that poses as
    /// it.</summary>
    BootWentBack = 4,

    /// <summary>Starts of which nothing ever arrived.</summary>
    BootsMissing = 5,

    /// <summary>A stream of events that another module has already.</summary>
    StreamTwice = 6,

    /// <summary>Other events under numbers that are taken. They are not shown.</summary>
    Conflict = 7,

    /// <summary>A stream with more gaps than are kept apart. What made them is not shown.</summary>
    Scattered = 8,

    /// <summary>A client of the broker published on a topic that is not its own.</summary>
    ForeignTopic = 9,

    /// <summary>More clients, polls or modules than are kept apart of what is told of traffic.</summary>
    TrafficBounded = 10,

    /// <summary>The disk does not take what arrives: it is not acknowledged, and modules keep it.</summary>
    StorageRefused = 20,

    /// <summary>A file of the archive is damaged, and set aside.</summary>
    FileDamaged = 21,

    /// <summary>This computer's clock went back.</summary>
    ClockWentBack = 22,

    /// <summary>The oldest day was dropped, as retention says.</summary>
    FileDropped = 23,
}
