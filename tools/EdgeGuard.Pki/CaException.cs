using System;

namespace EdgeGuard.Pki;

/// <summary>Something that the person at the site CA asked for cannot be done. The message says why, the hint what to do.</summary>
public sealed class CaException(string message, string hint) : Exception(message)
{
    /// <summary>What to do about it; may be empty.</summary>
    public string Hint { get; } = hint;
}
