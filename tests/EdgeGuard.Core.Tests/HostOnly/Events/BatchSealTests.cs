using System;
using System.Linq;
using CsCheck;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Core.Tests;

[TestClass]
public sealed class BatchSealTests
{
    private static readonly IHmac Hmac = new LibraryHmac();
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [TestMethod]
    public void Each_batch_carries_its_MAC_and_repeats_the_one_before()
    {
        var writer = NewWriter();
        byte[] first = Batch(writer, 1);
        writer.Clear();
        byte[] second = Batch(writer, 2);
        Assert.IsTrue(BatchSeal.IsRight(first, 0, first.Length, Hmac, Key));
        Assert.IsTrue(BatchSeal.IsRight(second, 0, second.Length, Hmac, Key));
        CollectionAssert.AreEqual(new byte[32], Decode(first).CopyMacBefore());
        CollectionAssert.AreEqual(Decode(first).CopyMac(), Decode(second).CopyMacBefore());
        byte[] byHand = System.Security.Cryptography.HMACSHA256.HashData(Key, first.AsSpan(0, first.Length - 32));
        CollectionAssert.AreEqual(byHand, Decode(first).CopyMac());
    }

    [TestMethod]
    public void A_batch_that_is_sent_again_is_the_same_bytes()
    {
        var writer = NewWriter();
        Batch(writer, 1);
        writer.Clear();
        byte[] once = Batch(writer, 2);
        byte[] again = writer.Buffer.AsSpan(0, writer.Finish()).ToArray();
        CollectionAssert.AreEqual(once, again);
    }

    [TestMethod]
    public void An_empty_batch_does_not_move_the_chain()
    {
        var writer = NewWriter();
        writer.Finish();
        writer.Clear();
        CollectionAssert.AreEqual(new byte[32], Decode(Batch(writer, 1)).CopyMacBefore());
    }

    [TestMethod]
    public void Any_change_of_any_byte_and_any_other_key_is_noticed()
    {
        byte[] batch = Batch(NewWriter(), 1);
        Gen.Select(Gen.Int[0, batch.Length - 1], Gen.Byte[1, 255]).Sample((at, difference) =>
        {
            byte[] forged = (byte[])batch.Clone();
            forged[at] ^= difference;
            return !BatchSeal.IsRight(forged, 0, forged.Length, Hmac, Key);
        });
        Assert.IsFalse(BatchSeal.IsRight(batch, 0, batch.Length, Hmac, new byte[32]));
        Assert.IsFalse(BatchSeal.IsRight(batch, 0, 3, Hmac, Key));
    }

    [TestMethod]
    public void A_module_that_was_not_commissioned_sends_no_MAC_and_a_MAC_of_another_length_is_no_batch()
    {
        var writer = new EventBatchWriter(EventBatchFormat.MinCapacity, new byte[16], 0);
        byte[] batch = Batch(writer, 1);
        Assert.IsFalse(Decode(batch).HasMac);
        Assert.IsNull(Decode(batch).CopyMac());
        batch[^1] = 32;
        Assert.IsNull(EventBatch.Decode(batch, 0, batch.Length, out EventBatchFault fault));
        Assert.AreEqual(EventBatchFault.Mac, fault);
        batch[^1] = 64;
        Assert.IsNull(EventBatch.Decode(batch, 0, batch.Length, out fault));
        Assert.AreEqual(EventBatchFault.TooShort, fault);
    }

    [TestMethod]
    public void The_largest_record_still_fits_with_its_MAC()
    {
        var writer = new EventBatchWriter(EventBatchFormat.MinCapacity, new byte[16], 1, new BatchSeal(Hmac, Key));
        string longest = new('x', 300);
        var record = new byte[EventRecord.Size];
        new EventRecord { Sequence = 1, Code = EventCode.NullRole }.Encode(record, 0);
        Assert.IsTrue(writer.TryAdd(record, 0, new Peer(PeerTransport.Tls, longest, longest, longest, longest, long.MaxValue)));
        Assert.IsNotNull(Decode(writer.Buffer.AsSpan(0, writer.Finish()).ToArray()));
    }

    private static EventBatchWriter NewWriter() => new(2 * EventBatchFormat.MinCapacity, new byte[16], 7, new BatchSeal(Hmac, Key));

    private static byte[] Batch(EventBatchWriter writer, long sequence)
    {
        var record = new byte[EventRecord.Size];
        new EventRecord { Sequence = sequence, Code = EventCode.ModuleStarted }.Encode(record, 0);
        Assert.IsTrue(writer.TryAdd(record, 0, null));
        return writer.Buffer.AsSpan(0, writer.Finish()).ToArray();
    }

    private static EventBatch Decode(byte[] batch)
    {
        EventBatch? decoded = EventBatch.Decode(batch, 0, batch.Length, out EventBatchFault fault);
        Assert.AreEqual(EventBatchFault.None, fault);
        return decoded!;
    }
}
