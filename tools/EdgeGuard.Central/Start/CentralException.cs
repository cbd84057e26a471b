using System;

namespace EdgeGuard.Central;

/// <summary>The console cannot do what it was asked. The message says why, the hint what to do.</summary>
public sealed class CentralException(string message, string hint) : Exception(message)
{
    /// <summary>What to do about it; may be empty.</summary>
    public string Hint { get; } = hint;
}
