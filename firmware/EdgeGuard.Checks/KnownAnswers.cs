using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Checks;

/// <summary>Makes a digest or a checksum of some bytes.</summary>
internal delegate byte[] Digest(byte[] bytes);

/// <summary>What the module computes with, against answers that others have published.</summary>
internal static class KnownAnswers
{
    // FIPS 180-4's example, RFC 4231 test case 2, the second input of RFC 6070 with SHA-256 in place of SHA-1, and the check values of the
    // catalogue of CRCs.
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private const string OfJefe = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    private const string OfPassword = "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43";
    private const string Crc16OfDigits = "4b37";
    private const string Crc32OfDigits = "cbf43926";

    internal static void Check(IHmac hmac, CheckList into)
    {
        Check(into, "sha-256", Sha256Of, "abc", OfAbc);
        Check(into, "hmac", bytes => hmac.Compute(Bytes("Jefe"), bytes, 0, bytes.Length), "what do ya want for nothing?", OfJefe);
        Check(into, "pbkdf2", bytes => hmac.Stretch(bytes, Bytes("salt"), 2, 32), "password", OfPassword);
        Check(into, "crc-16", Crc16Of, "123456789", Crc16OfDigits);
        Check(into, "crc-32", Crc32Of, "123456789", Crc32OfDigits);
    }

    /// <summary>One answer.</summary>
    internal static void Check(CheckList into, string name, Digest digest, string of, string expected)
    {
        bool isRight = EventText.Hex(digest(Bytes(of))) == expected;
        into.Add(name, isRight ? "" : "computes wrongly", "do not trust this module with anything: exchange it", "known answer");
    }

    private static byte[] Sha256Of(byte[] bytes)
    {
        var sha = new Sha256();
        sha.Append(bytes, 0, bytes.Length);
        return sha.Finish();
    }

    private static byte[] Crc16Of(byte[] bytes)
    {
        int crc = Crc16.Of(bytes, 0, bytes.Length);
        return new byte[] { (byte)(crc >> 8), (byte)(crc & 0xFF) };
    }

    private static byte[] Crc32Of(byte[] bytes)
    {
        var crc = new byte[4];
        BigEndian.Put32(crc, 0, Crc32.Finish(Crc32.Add(Crc32.Start, bytes, 0, bytes.Length)));
        return crc;
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }
}
