namespace EdgeGuard.Core;

/// <summary>Entropy for keys, salts and names. Any thread; never throws, never waits.</summary>
public interface IRandom
{
    /// <summary>Overwrites <paramref name="count"/> bytes with random ones
    /// fit for keys. A platform that has no entropy does not start.</summary>
    void Fill(byte[] buffer, int offset, int count);
}
