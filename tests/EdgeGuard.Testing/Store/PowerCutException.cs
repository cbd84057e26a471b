using System;

namespace EdgeGuard.Testing.Store;

/// <summary>The power is gone: nothing of the program runs on. Thrown by <see cref="TornStore"/> into the test that asked for it.</summary>
public sealed class PowerCutException : Exception
{
    public PowerCutException()
        : base("the power was cut")
    {
    }
}
