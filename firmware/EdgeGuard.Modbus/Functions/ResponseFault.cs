namespace EdgeGuard.Modbus;

/// <summary>Why a PDU is not the response to the request it came back for. Numbers are reported in events: append only.</summary>
public enum ResponseFault : byte
{
    None = 0,

    /// <summary>No function code at all.</summary>
    Empty = 1,

    /// <summary>Neither the request's function code nor its exception.</summary>
    FunctionCode = 2,

    /// <summary>Shorter or longer than the request implies.</summary>
    Length = 3,

    /// <summary>A byte count other than the request's quantity implies.</summary>
    ByteCount = 4,

    /// <summary>A field of the request that a write's response must repeat, and does not.</summary>
    Echo = 5,

    /// <summary>An exception response without exactly one exception code, or with code 0.</summary>
    Exception = 6,

    /// <summary>A field with a value that the specification does not know.</summary>
    FieldValue = 7,

    /// <summary>Another unit id than was asked. Found by whoever reads the frame, not in its PDU.</summary>
    Unit = 8,

    /// <summary>The header's length field says another length than the response has. Found likewise.</summary>
    LengthField = 9,

    /// <summary>Another transaction id than was sent. Found likewise.</summary>
    Transaction = 10,
}
