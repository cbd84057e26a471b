using System;
using System.Security.Cryptography;
using System.Text;

namespace EdgeGuard.Board.Writing;

/// <summary>The numbers by which KiCad knows things: of what a thing is and where, so that the same drawing has the same ones.</summary>
internal static class Ids
{
    internal static string Of(params string[] path)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("edgeguard/" + string.Join('/', path)));
        // Version 8: of the maker's own making (RFC 9562, section 5.8).
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash.AsSpan(0, 16), true).ToString();
    }
}
