namespace EdgeGuard.Modbus;

/// <summary>What a framer sees in the bytes received so far.</summary>
public enum Framing : byte
{
    /// <summary>Not a whole frame yet: read more.</summary>
    NeedMore = 0,

    /// <summary>A whole frame stands at the beginning.</summary>
    Frame = 1,

    /// <summary>The stream cannot be trusted again: close the link. On a serial line: not until it has been silent.</summary>
    Broken = 2,
}
