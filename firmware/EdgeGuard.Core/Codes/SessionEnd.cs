namespace EdgeGuard.Core;

/// <summary>Why a session ended. Reported in events: append only.</summary>
public enum SessionEnd : byte
{
    /// <summary>It has not.</summary>
    None = 0,

    /// <summary>The client closed the link, or it broke.</summary>
    ByClient = 1,

    /// <summary>No request for longer than client.idle.</summary>
    Idle = 2,

    /// <summary>The client began a frame and did not finish it, or did not take an answer.</summary>
    Stalled = 3,

    /// <summary>The stream was not Modbus.</summary>
    FrameBroken = 4,

    /// <summary>A request was refused, and the policy closes links on that (plain and serial clients only).</summary>
    Refused = 5,

    /// <summary>The certificate ran out or was revoked.</summary>
    Identity = 6,

    /// <summary>The module stops.</summary>
    Stopped = 7,

    /// <summary>A fault of our own; counted and reported.</summary>
    InternalFault = 8,

    /// <summary>A person at the console ended it.</summary>
    ByPerson = 9,

    /// <summary>The module was isolated.</summary>
    Isolated = 10,
}
