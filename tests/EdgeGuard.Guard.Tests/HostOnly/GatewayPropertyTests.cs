using System;
using System.Linq;
using CsCheck;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>The one promise of the product, for bytes that nobody thought of.</summary>
[TestClass]
public class GatewayPropertyTests
{
    private const int Samples = 1500;

    private static readonly byte[] Units = [0, 1, 1, 1, 1, 2, 255];

    // Near the edges of the policy, so that much of it is allowed.
    private static readonly Gen<byte[]> Pdu = Gen.OneOf(
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 99], Gen.Int[1, 30], Words),
        Gen.Select(Gen.Const(6), Gen.Int[39, 42], Gen.Int[1400, 1510], Words),
        Gen.Select(
            Gen.Int[1, 6], Gen.OneOf(Gen.Int[0, 110], Gen.Int[65500, 65535]), Gen.OneOf(Gen.Int[0, 110], Gen.Int[1490, 1510]), Words),
        Gen.Select(Gen.Int[39, 42], Gen.Int[1, 2], Gen.Int[2, 5], Gen.Int[1480, 1505], Writes),
        Gen.Byte.Array[0, 20]);

    private static readonly Gen<byte[]> Frame = Gen.Select(Gen.UShort, Gen.Int[0, 6], Pdu,
        (transaction, unit, pdu) => Adu.Frame(transaction, Units[unit], pdu));

    private static readonly Gen<byte[]> Damaged = Gen.Select(Frame, Gen.Int[0, 120], Gen.Byte, (frame, at, value) =>
    {
        // Most of them stay whole.
        if (at < frame.Length) frame[at] = value;
        return frame;
    });

    private static readonly Gen<byte[]> Stream = Gen.Select(Damaged.Array[1, 6], Gen.Byte.Array[0, 12], Gen.Bool,
        (frames, rest, hasRest) => frames.SelectMany(f => f).Concat(hasRest ? rest : []).ToArray());

    [TestMethod]
    public void No_bytes_of_a_client_put_anything_on_the_PLCs_side_that_the_policy_refuses()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("limit module sessions 100\n" + SampleConfigurations.Plant));
        int seen = 0;
        Gen.Select(Stream, Gen.Int[0, 60]).Sample(
            (stream, cut) =>
            {
                MemoryClient client = bed.Connect(Peers.Tls("Operator"));
                cut = Math.Min(cut, stream.Length);
                client.Send(stream[..cut]);
                bed.Clock.Settle();
                client.Send(stream[cut..]);
                bed.Clock.Settle();
                client.Close();
                PlcRequest[] requests = bed.Plc.Requests.Skip(seen).ToArray();
                seen += requests.Length;
                return requests.All(r => PlantPolicy.Allows(r.Unit, r.Pdu)) && bed.Plc.HasOnlyWholeFrames && bed.Fault == null;
            },
            iter: Samples,
            threads: 1);
        // The property would hold of a guard that forwards nothing, and of a generator that makes nothing worth refusing.
        Assert.IsTrue(seen > Samples / 4, seen + " requests reached the PLC");
        Assert.IsTrue(bed.Count(Counter.Refused) > Samples / 10);
        Assert.IsTrue(bed.Count(Counter.FramesBroken) > Samples / 100);
    }

    private static byte[] Words(int function, int address, int second)
    {
        return [(byte)function, (byte)(address >> 8), (byte)(address & 0xFF), (byte)(second >> 8), (byte)(second & 0xFF)];
    }

    private static byte[] Writes(int address, int quantity, int dataBytes, int value)
    {
        byte[] data = Enumerable.Range(0, dataBytes).Select(i => (byte)(i % 2 == 0 ? value >> 8 : value & 0xFF)).ToArray();
        return [16, 0, (byte)address, 0, (byte)quantity, (byte)(2 * quantity), .. data];
    }
}
