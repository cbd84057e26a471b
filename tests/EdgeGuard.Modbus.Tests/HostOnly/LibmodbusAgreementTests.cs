using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Modbus.Tests.HostOnly;

/// <summary>Our decoder and libmodbus's server find the same requests malformed; where they do not, a list says why.</summary>
[TestClass]
public class LibmodbusAgreementTests
{
    private const int Cases = 20_000;
    private const int Seed = 20261123;

    // What libmodbus's server knows.
    private static readonly byte[] Functions = [1, 2, 3, 4, 5, 6, 15, 16, 17, 22, 23];

    private static readonly int[] Telling = [
        0, 1, 2, 8, 9, 121, 122, 123, 124, 125, 126, 1968, 1969, 2000, 2001, 0x7FFF, 0xFF00, 0xFFFE, 0xFFFF];

    /// <summary>Every disagreement there is: ours refuses, libmodbus does it.</summary>
    private static readonly (string Why, Func<Request, bool> Holds)[] Explained =
    [
        (
            "libmodbus reads the bytes that the function needs, whatever the header's length says, and leaves the rest of the frame in "
                + "the stream "
            + "as the next one: for us the frame is malformed, since two readings of one frame are how a filter is passed by",
            request => request.Fault == RequestFault.TrailingBytes),
        ("libmodbus takes a write of coils (15) with more bytes than the quantity needs; section 6.11 says how many there are",
            request => request.Function == 15 && request.Fault == RequestFault.ByteCount && request.FaultActual > request.FaultLimit),
    ];

    [TestMethod]
    public void Random_requests_are_malformed_for_both_or_for_none_and_every_disagreement_is_explained()
    {
        var random = new Random(Seed);
        List<byte[]> pdus = Enumerable.Range(0, Cases).Select(_ => Make(random)).ToList();
        string[] replies = LibmodbusServer.Ask(pdus);
        var used = new HashSet<string>();
        int malformed = 0;
        for (int i = 0; i < Cases; i++)
        {
            var request = new Request();
            bool isGood = request.Decode(1, pdus[i], 0, pdus[i].Length);
            if (!isGood) malformed++;
            bool isExplained = Explained.Any(explanation => explanation.Holds(request)) || CarriesMore(pdus[i]);
            if (!isGood && IsException(replies[i], request) && !isExplained)
            {
                Assert.AreEqual(
                    Convert.ToInt32(replies[i][2..], 16), request.FaultException,
                    $"{Convert.ToHexString(pdus[i])}: libmodbus says {replies[i]}, we say {request.Fault}");
            }
            if (isGood == IsGood(replies[i])) continue;
            string? why = isGood ? null : Explained.FirstOrDefault(explanation => explanation.Holds(request)).Why;
            Assert.IsNotNull(
                why,
                $"{Convert.ToHexString(pdus[i])}: libmodbus says {replies[i]}, we say {request.Fault} ({request.FaultActual}, limit "
                    + $"{request.FaultLimit})");
            used.Add(why);
        }

        Assert.HasCount(Explained.Length, used, "an explanation explains nothing any more");
        Assert.IsTrue(malformed is > Cases / 10 and < Cases * 9 / 10, $"{malformed} of {Cases} are malformed: that is no comparison");
    }

    // Nothing, or exception 02 or 03: every address exists there, so that only a range beyond 65,535 has none.
    private static bool IsGood(string reply) =>
        reply.Length > 2 && !(reply.Length == 4 && Convert.ToInt32(reply[..2], 16) > 127 && reply[2..] is ("02" or "03"));

    // Both explanations again, where the addresses are beyond the end besides.
    private static bool CarriesMore(byte[] pdu)
    {
        int at = pdu[0] == 23 ? 9 : 5;
        if (pdu[0] is not (15 or 16 or 23) || pdu.Length <= at) return false;
        return pdu.Length > at + 1 + pdu[at] || (pdu[0] == 15 && 8 * pdu[at] >= (pdu[3] << 8 | pdu[4]) + 8);
    }

    // What both find malformed both answer alike.
    private static bool IsException(string reply, Request request) =>
        reply.Length == 4 && Convert.ToInt32(reply[..2], 16) == (request.Function | 0x80);

    private static byte[] Make(Random random)
    {
        byte function = Functions[random.Next(Functions.Length)];
        List<byte> pdu = [function];
        int words = function switch { 17 => 0, 22 => 3, 23 => 4, _ => 2 };
        for (int i = 0; i < words; i++) AddWord(pdu, random.Next(3) == 0 ? Telling[random.Next(Telling.Length)] : random.Next(20));
        if (function is 15 or 16 or 23) AddValues(pdu, random);
        if (function == 5 && random.Next(4) > 0) (pdu[3], pdu[4]) = (random.Next(2) == 0 ? (byte)0 : (byte)0xFF, 0);
        if (pdu.Count > 1 && random.Next(8) == 0) pdu.RemoveAt(random.Next(1, pdu.Count));
        if (random.Next(8) == 0) pdu.Add((byte)random.Next(256));
        return pdu.ToArray();
    }

    // Mostly as many bytes as the quantity says.
    private static void AddValues(List<byte> pdu, Random random)
    {
        int quantity = pdu[^2] << 8 | pdu[^1];
        int bytes = pdu[0] == 15 ? (quantity + 7) / 8 : 2 * quantity;
        if (random.Next(4) == 0) bytes += random.Next(-2, 3);
        bytes = Math.Clamp(bytes, 0, 240);
        pdu.Add((byte)bytes);
        for (int i = 0; i < bytes; i++) pdu.Add((byte)random.Next(256));
    }

    private static void AddWord(List<byte> pdu, int word)
    {
        pdu.Add((byte)(word >> 8));
        pdu.Add((byte)(word & 0xFF));
    }
}
