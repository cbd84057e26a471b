using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>What the verification of a chain came to. Immutable; the zero value refuses.</summary>
/// <param name="Fault">None when the peer may come in.</param>
/// <param name="ValidUntil">UTC milliseconds at which the first certificate of the chain runs out; 0 without a chain.</param>
public readonly record struct PeerVerdict(HandshakeFault Fault, long ValidUntil)
{
    /// <summary>For a chain outside its dates: minutes until it begins, or since its end, rounded up.</summary>
    public int OffMinutes { get; init; }

    /// <summary>Whether the peer may come in.</summary>
    public bool IsGood
    {
        get { return Fault == HandshakeFault.None; }
    }
}
