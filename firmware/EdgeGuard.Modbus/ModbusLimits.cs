namespace EdgeGuard.Modbus;

/// <summary>The numbers of the specifications. Our own limits are GuardLimits in EdgeGuard.Core.</summary>
public static class ModbusLimits
{
    /// <summary>Largest PDU, bytes: function code and data (Application Protocol V1.1b3, section 4.1).</summary>
    public const int MaxPdu = 253;

    /// <summary>MBAP header, bytes, the unit id included (Messaging Guide V1.0b, section 3.1.3).</summary>
    public const int MbapHeader = 7;

    /// <summary>Largest Modbus/TCP ADU, bytes (Application Protocol V1.1b3, section 4.1).</summary>
    public const int MaxTcpAdu = MbapHeader + MaxPdu;

    /// <summary>The MBAP length field counts the unit id and at least a function code.</summary>
    public const int MinMbapLength = 2;

    /// <summary>Largest RTU ADU, bytes: unit id, PDU, CRC (serial line guide V1.02, section 2.5.1).</summary>
    public const int MaxRtuAdu = 1 + MaxPdu + Crc16.Length;

    /// <summary>Smallest RTU ADU, bytes: a function code alone.</summary>
    public const int MinRtuAdu = 1 + 1 + Crc16.Length;

    /// <summary>The unit id that is for all units of a serial line and that none answers (serial line guide V1.02, section 2.2).</summary>
    public const byte BroadcastUnit = 0;

    /// <summary>Units of a serial line have 1…247; 248…255 are reserved (section 2.2).</summary>
    public const int MaxSerialUnit = 247;

    /// <summary>Size of every address space; address + quantity may reach it, not pass it (section 4.4).</summary>
    public const int AddressSpace = 65536;

    public const int MaxReadBits = 2000;
    public const int MaxReadRegisters = 125;
    public const int MaxWriteBits = 1968;
    public const int MaxWriteRegisters = 123;
    public const int MaxReadWriteWriteRegisters = 121;
    public const int MaxFifoValues = 31;

    /// <summary>Record numbers of a file run from 0 to 9999 (section 6.14).</summary>
    public const int MaxRecord = 9999;

    /// <summary>The only reference type of file records (section 6.14).</summary>
    public const int FileReferenceType = 6;

    /// <summary>Byte count of a request 20: one sub-request to thirty-five (section 6.14).</summary>
    public const int MinFileReadBytes = 0x07;
    public const int MaxFileReadBytes = 0xF5;

    /// <summary>Byte count of a request 21: one sub-request with one register to a full PDU (section 6.15).</summary>
    public const int MinFileWriteBytes = 0x09;
    public const int MaxFileWriteBytes = 0xFB;

    /// <summary>Records of one sub-request: as many as one response of 20, or one request of 21, has room for.</summary>
    public const int MaxFileReadRecords = (MaxPdu - 4) / 2;
    public const int MaxFileWriteRecords = (MaxFileWriteBytes - 7) / 2;

    /// <summary>Words of data that fit a PDU of 08/0, Return Query Data (section 6.8.1).</summary>
    public const int MaxQueryWords = (MaxPdu - 3) / 2;

    /// <summary>Most sub-requests that a request 20 or 21 can carry.</summary>
    public const int MaxFileGroups = MaxFileReadBytes / 7;

    /// <summary>The communication event log (12): three words, then at most 64 events (section 6.10).</summary>
    public const int MinEventLogBytes = 6;
    public const int MaxEventLogBytes = MinEventLogBytes + 64;
}
