namespace EdgeGuard.Core;

/// <summary>Why a serial port cannot be used. Numbers are reported in events: append only.</summary>
public enum SerialFault : byte
{
    None = 0,

    /// <summary>There is no such port: not plugged in, or another name.</summary>
    Missing = 1,

    /// <summary>Another program has it.</summary>
    Busy = 2,

    /// <summary>The module may not open it.</summary>
    NoPermission = 3,

    /// <summary>It is something else than a serial port.</summary>
    NotSerial = 4,

    /// <summary>It has not this baud rate, parity or number of stop bits.</summary>
    Format = 5,

    /// <summary>It failed while in use: unplugged, or a fault of the hardware.</summary>
    Failed = 6,
}
