namespace EdgeGuard.Traffic;

/// <summary>Why bytes are not a report of traffic.</summary>
public enum TrafficReportFault : byte
{
    None = 0,

    /// <summary>They do not begin as a report does.</summary>
    Magic = 1,

    /// <summary>A version that this reader does not know.</summary>
    Version = 2,

    /// <summary>They end too early.</summary>
    TooShort = 3,

    /// <summary>Bytes behind the end.</summary>
    TrailingBytes = 4,

    /// <summary>A reserved byte that is not 0, or numbers of the table that cannot be.</summary>
    Header = 5,

    /// <summary>A number that does not end, is too large, or could be shorter.</summary>
    Number = 6,

    /// <summary>A row that cannot be: more answers than requests, addresses beyond the last one, a part that says nothing.</summary>
    Row = 7,

    /// <summary>Rows that do not ascend, or one twice.</summary>
    Order = 8,

    /// <summary>A name that no row mentions, a mention without a name, or a name that is malformed.</summary>
    Name = 9,

    /// <summary>A MAC of a length that version 1 does not have.</summary>
    Mac = 10,
}
