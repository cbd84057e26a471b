namespace EdgeGuard.Device;

/// <summary>What a board has for measuring time. Any thread.</summary>
internal interface IMicrosecondCounter
{
    /// <summary>Microseconds since the processor started; never goes backwards. May move in coarse steps.</summary>
    long Microseconds { get; }
}
