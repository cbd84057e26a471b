namespace EdgeGuard.Core;

/// <summary>What makes two events of a code alike, so that those which soon follow become one record with a count.</summary>
internal enum EventLikeness : byte
{
    /// <summary>Nothing: each is reported.</summary>
    None = 0,

    /// <summary>The same A: the kind of fault, or a number that stays.</summary>
    A = 1,

    /// <summary>The same B, where A is a measure.</summary>
    B = 2,

    /// <summary>The same A and B.</summary>
    Both = 3,

    /// <summary>The same fault of a frame, and the same protocol id: it tells what a stream is that is no Modbus.</summary>
    Fault = 4,

    /// <summary>The code: A is a measure or a number that is another each time.</summary>
    Code = 5,
}
