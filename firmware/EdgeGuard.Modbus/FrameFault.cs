namespace EdgeGuard.Modbus;

/// <summary>Why a stream is broken. Numbers are reported in events: append only.</summary>
public enum FrameFault : byte
{
    None = 0,

    /// <summary>The MBAP protocol id is not 0 (Messaging Guide V1.0b, section 3.1.3).</summary>
    ProtocolId = 1,

    /// <summary>The MBAP length field is below 2.</summary>
    TooShort = 2,

    /// <summary>The MBAP length field is above the limit.</summary>
    TooLong = 3,
}
