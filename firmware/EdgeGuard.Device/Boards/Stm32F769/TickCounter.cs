using System;

namespace EdgeGuard.Device;

/// <summary>The interpreter's milliseconds, for a processor whose library has no finer timer.</summary>
internal sealed class TickCounter : IMicrosecondCounter
{
    private const long PerMillisecond = 1000;

    /// <inheritdoc/>
    public long Microseconds
    {
        get { return Environment.TickCount64 * PerMillisecond; }
    }
}
