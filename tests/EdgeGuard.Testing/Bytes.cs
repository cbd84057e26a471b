using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeGuard.Testing;

/// <summary>Compares frames and shows both as hexadecimal.</summary>
public static class Bytes
{
    public static void AreSame(byte[] expected, byte[]? actual)
    {
        Assert.AreEqual(Convert.ToHexString(expected), actual == null ? "(the link ended)" : Convert.ToHexString(actual));
    }
}
