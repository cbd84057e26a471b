using System;
using EdgeGuard.Core;

namespace EdgeGuard.Store.Tests;

/// <summary>A platform whose HMAC takes a certain time, on a clock of its own. It computes nothing.</summary>
internal sealed class SlowApplier(long microsecondsEach) : IHmac, IClock
{
    private static readonly byte[] Nothing = new byte[32];

    public long Now => Microseconds / 1000;

    public long Microseconds { get; private set; }

    public long Utc => 0;

    public ClockTrust Trust => ClockTrust.Unset;

    public byte[] Compute(byte[] key, byte[] buffer, int offset, int count)
    {
        Microseconds += microsecondsEach;
        return Nothing;
    }

    public byte[] Stretch(byte[] password, byte[] salt, int iterations, int length)
    {
        Microseconds += iterations * microsecondsEach;
        return Nothing;
    }

    public ISignal CreateSignal() => throw new NotSupportedException();
}
