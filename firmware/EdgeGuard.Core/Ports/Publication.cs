namespace EdgeGuard.Core;

/// <summary>What became of a message for the broker.</summary>
public enum Publication : byte
{
    /// <summary>Not acknowledged by the deadline, refused, or not connected; the message may or may not have arrived.</summary>
    Failed = 0,

    /// <summary>The broker has it.</summary>
    Acknowledged = 1,

    /// <summary>The broker had it, and nobody to give it to: it is gone.</summary>
    Unheard = 2,

    /// <summary>It is more than the broker takes at once.</summary>
    TooLarge = 3,
}
