namespace EdgeGuard.Guard;

/// <summary>What became of waiting for the PLC's answer.</summary>
internal enum PlcAnswer : byte
{
    /// <summary>None came in time.</summary>
    None = 0,

    /// <summary>It answers the request.</summary>
    Fits = 1,

    /// <summary>It has the request's transaction id and does not answer it.</summary>
    Wrong = 2,

    /// <summary>The stream is not Modbus.</summary>
    NotModbus = 3,

    /// <summary>The connection ended.</summary>
    LinkEnded = 4,
}
