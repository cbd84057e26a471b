namespace EdgeGuard.Core;

/// <summary>How the PLC, or the bus, of a line is by what requests found
/// last. Nobody is asked for it. Reported in events: append only.</summary>
public enum PlcState : byte
{
    /// <summary>Nobody has asked it yet.</summary>
    Unknown = 0,

    /// <summary>It answers.</summary>
    Answers = 1,

    /// <summary>No connection to it can be made, or the port of its bus cannot be opened.</summary>
    Unreachable = 2,

    /// <summary>It can be reached, and answers nothing.</summary>
    Silent = 3,

    /// <summary>It ends each connection before it answers.</summary>
    HangsUp = 4,

    /// <summary>What it sends is no Modbus/TCP.</summary>
    NotModbus = 5,

    /// <summary>A bus does not fall silent, so that nothing can be sent.</summary>
    Noisy = 6,

    /// <summary>The module has let go of it, because a person wants that.</summary>
    Released = 7,
}
