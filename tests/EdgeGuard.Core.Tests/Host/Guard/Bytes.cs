using System;

namespace EdgeGuard.Core.Tests.Host.Guard;

/// <summary>Compares frames and shows both as hexadecimal.</summary>
internal static class Bytes
{
    internal static void AreSame(byte[] expected, byte[]? actual)
    {
        Assert.AreEqual(Convert.ToHexString(expected), actual == null ? "(the link ended)" : Convert.ToHexString(actual));
    }
}
