using System;

namespace EdgeGuard.Testing.Serial;

/// <summary>What somebody sent in one go. Times are microseconds.</summary>
/// <param name="Sender">A port's name, <c>unit N</c>, or as the test says.</param>
/// <param name="Bytes">As sent, before any trouble.</param>
/// <param name="BeginsAt">First start bit.</param>
/// <param name="EndsAt">Last stop bit.</param>
public sealed record WireFrame(string Sender, byte[] Bytes, long BeginsAt, long EndsAt)
{
    /// <summary>Its bytes as hexadecimal.</summary>
    public override string ToString()
    {
        return $"{Sender} {Convert.ToHexString(Bytes)}";
    }
}
