namespace EdgeGuard.Device;

/// <summary>Where a board's randomness comes from. Any thread; never throws, never waits.</summary>
public interface IEntropy
{
    /// <summary>Whether keys may be made of it. A board says so of a source
    /// that was looked into, and of none that only looks random.</summary>
    bool IsFitForKeys { get; }

    /// <summary>Overwrites a whole buffer.</summary>
    void Fill(byte[] buffer);
}
