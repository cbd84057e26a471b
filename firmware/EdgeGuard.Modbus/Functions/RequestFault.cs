namespace EdgeGuard.Modbus;

/// <summary>What is malformed in a request PDU. Numbers are reported in events: append only.</summary>
public enum RequestFault : byte
{
    None = 0,

    /// <summary>No function code at all.</summary>
    Empty = 1,

    /// <summary>Function code 0 or above 127: never valid in a request (Application Protocol V1.1b3, section 4.1).</summary>
    FunctionCode = 2,

    /// <summary>Fewer bytes than the function's fields need.</summary>
    TooShort = 3,

    /// <summary>Bytes behind the last field.</summary>
    TrailingBytes = 4,

    /// <summary>A quantity outside the function's range.</summary>
    Quantity = 5,

    /// <summary>A byte count that does not follow from the quantity.</summary>
    ByteCount = 6,

    /// <summary>Address + quantity beyond 65 536.</summary>
    AddressRange = 7,

    /// <summary>A field with a value that the specification does not know (a coil that is neither 0000 nor FF00 …).</summary>
    FieldValue = 8,

    /// <summary>A file sub-request that does not fit: reference type, record number, length.</summary>
    SubRequest = 9,
}
