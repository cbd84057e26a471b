namespace EdgeGuard.Policy;

/// <summary>What a refused client sees. Silence and Close exist for plain and serial upstreams only.</summary>
public enum RefusalStyle : byte
{
    /// <summary>Exception 01 (MB-TCP-Security R-31).</summary>
    Exception = 0,

    /// <summary>No answer.</summary>
    Silence = 1,

    /// <summary>The link is closed.</summary>
    Close = 2,
}
