namespace EdgeGuard.Core;

/// <summary>Why bytes are not a batch of events.</summary>
public enum EventBatchFault : byte
{
    None = 0,

    /// <summary>They do not begin as a batch does.</summary>
    Magic = 1,

    /// <summary>A version that this reader does not know.</summary>
    Version = 2,

    /// <summary>They end too early.</summary>
    TooShort = 3,

    /// <summary>Bytes behind the end.</summary>
    TrailingBytes = 4,

    /// <summary>No records, a first sequence that is not the first record's, or a reserved byte that is not 0.</summary>
    Header = 5,

    /// <summary>64 bytes that are no record.</summary>
    Record = 6,

    /// <summary>Sequences that do not ascend.</summary>
    Order = 7,

    /// <summary>A name that no record mentions, a mention without a name, or a name that is malformed.</summary>
    Name = 8,

    /// <summary>A MAC of a length that version 1 does not have.</summary>
    Mac = 9,
}
