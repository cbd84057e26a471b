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

    /// <summary>The CRC of an RTU frame is not that of its bytes: noise, a collision, or a part of a frame.</summary>
    Crc = 4,

    /// <summary>Silence after fewer bytes than an RTU frame can have.</summary>
    HalfFrame = 5,

    /// <summary>More bytes than an RTU frame can have, and no silence.</summary>
    NoSilence = 6,

    /// <summary>A frame that only silence ends is whole with zeros at its end and without them: the CRC is right either way.</summary>
    EndUnclear = 7,

    /// <summary>No frame, but text: what a serial server says of itself.</summary>
    Text = 8,

    /// <summary>A frame of a serial line, with its CRC, over TCP.</summary>
    RtuOverTcp = 9,
}
