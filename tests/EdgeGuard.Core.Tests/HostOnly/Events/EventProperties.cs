using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeGuard.Policy;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class EventProperties
{
    private static readonly Gen<EventRecord> AnyRecord =
        from head in Gen.Select(Gen.Long[1, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue])
        from kind in Gen.Select(
            Gen.OneOf(Gen.UShort, Gen.Enum<EventCode>().Select(c => (ushort)c)), Gen.Byte, Gen.Byte, Gen.Byte, Gen.Int[0, 2])
        from sub in Gen.Int[-1, 65535]
        from place in Gen.Select(Gen.UShort, Gen.UShort, Gen.UShort, Gen.Int[-1, 65535], Gen.UShort)
        from numbers in Gen.Select(Gen.Int, Gen.Int, Gen.Int[1, int.MaxValue], Gen.Int, Gen.Int)
        select new EventRecord
        {
            Sequence = head.Item1,
            Utc = head.Item2,
            Uptime = head.Item3,
            Code = (EventCode)kind.Item1,
            Unit = kind.Item2,
            Function = kind.Item3,
            Reason = (Refusal)kind.Item4,
            Trust = (ClockTrust)kind.Item5,
            SubFunction = sub,
            PeerIndex = place.Item1,
            Rule = place.Item2,
            Address = place.Item3,
            OffendingAddress = place.Item4,
            Quantity = place.Item5,
            Generation = numbers.Item1,
            OffendingValue = numbers.Item2,
            Repeats = numbers.Item3,
            A = numbers.Item4,
            B = numbers.Item5,
        };

    private static readonly Gen<Peer> AnyPeer =
        from transport in Gen.Enum<PeerTransport>()
        from texts in Gen.String[Gen.Char["aö€\u202e\u0007 ,="], 0, 40].Array[3]
        from role in Gen.Bool
        select new Peer(transport, texts[0], texts[1], role ? texts[2] : null, "", long.MaxValue);

    [TestMethod]
    public void Decoding_undoes_encoding() => AnyRecord.Sample(record =>
    {
        var bytes = new byte[EventRecord.Size];
        record.Encode(bytes, 0);
        var back = new EventRecord();
        var again = new byte[EventRecord.Size];
        bool sound = back.Decode(bytes, 0);
        back.Encode(again, 0);
        return sound && bytes.SequenceEqual(again) && SameFields(record, back);
    });

    [TestMethod]
    public void Bytes_that_decode_encode_to_the_same_bytes() => Gen.Byte.Array[EventRecord.Size].Sample(bytes =>
    {
        // Most random bytes are no record; pull the fields that decide towards one.
        bytes[0] &= 0x7F;
        bytes[8] &= 0x7F;
        bytes[16] &= 0x7F;
        bytes[26] &= 3;
        bytes[46] &= 3;
        bytes[47] = 0;
        bytes[52] &= 0x7F;
        var record = new EventRecord();
        if (!record.Decode(bytes, 0)) return true;
        var again = new byte[EventRecord.Size];
        record.Encode(again, 0);
        return bytes.SequenceEqual(again);
    });

    [TestMethod]
    public void Every_gap_in_what_is_delivered_is_told_by_a_loss_of_exactly_that_size()
    {
        // Each step adds so many ordinary or reserved events, or delivers and acknowledges a part of what is held.
        Gen<(int Kind, int Amount)> step = Gen.Select(Gen.Int[0, 2], Gen.Int[1, 12]);
        Gen.Select(Gen.Int[8, 24], step.Array[1, 60]).Sample((capacity, steps) =>
        {
            var spool = new EventSpool(capacity);
            var delivered = new List<EventRecord>();
            foreach ((int kind, int amount) in steps)
            {
                if (kind < 2) AddMany(spool, kind == 0 ? EventCode.RequestRefused : EventCode.ModeChanged, amount);
                else Deliver(spool, delivered, amount);
            }

            // Twice: the first frees room for a loss not told yet.
            Deliver(spool, delivered, int.MaxValue);
            Deliver(spool, delivered, int.MaxValue);
            CheckStream(delivered, spool.NextSequence - 1);
            Assert.AreEqual(spool.Lost, delivered.Where(r => r.Code == EventCode.EventsLost).Sum(r => (long)r.A));
        });
    }

    [TestMethod]
    public void A_batch_is_read_back_as_it_was_written() =>
        Gen.Select(AnyRecord, AnyPeer, Gen.Bool).Array[1, 30].Sample(items =>
        {
            (byte[] bytes, int count) = Batch(items);
            EventBatch? batch = EventBatch.Decode(bytes, 0, bytes.Length, out EventBatchFault fault);
            Assert.AreEqual(EventBatchFault.None, fault);
            Assert.IsNotNull(batch);
            Assert.HasCount(count, batch.Records);
            for (int i = 0; i < count; i++)
            {
                Assert.IsTrue(PeerIdentity.Same(items[i].Item3 ? items[i].Item2 : null, batch.PeerOf(batch.Records[i])));
                items[i].Item1.PeerIndex = batch.Records[i].PeerIndex;
                Assert.IsTrue(SameFields(items[i].Item1, batch.Records[i]));
            }
        });

    [TestMethod]
    public void No_bytes_make_the_batch_reader_throw()
    {
        Gen<(int At, byte Value)> change = Gen.Select(Gen.Int[0, 100_000], Gen.Byte);
        Gen.Select(
            Gen.Select(AnyRecord, AnyPeer, Gen.Bool).Array[1, 6], change.Array[0, 6], Gen.Int[0, 3000]).Sample((items, changes, keep) =>
        {
            (byte[] bytes, _) = Batch(items);
            foreach ((int at, byte value) in changes) bytes[at % bytes.Length] = value;
            int count = Math.Min(keep, bytes.Length);
            EventBatch? batch = EventBatch.Decode(bytes, 0, count, out EventBatchFault fault);
            Assert.AreEqual(batch == null, fault != EventBatchFault.None);
            if (batch == null) return;
            foreach (EventRecord record in batch.Records) Assert.IsTrue(EventText.Line(record, batch.PeerOf(record)).All(c => c >= ' '));
        });
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            EventBatch.Decode(bytes, 0, bytes.Length, out _);
        });
    }

    private static void AddMany(EventSpool spool, EventCode code, int count)
    {
        for (int i = 0; i < count; i++) spool.Add(EventSamples.Of(code), null);
    }

    private static void Deliver(EventSpool spool, List<EventRecord> delivered, int most)
    {
        foreach (EventRecord record in EventSamples.Held(spool).Take(most))
        {
            delivered.Add(record);
            spool.Acknowledge(record.Sequence);
        }
    }

    private static void CheckStream(List<EventRecord> delivered, long last)
    {
        long before = 0;
        foreach (EventRecord record in delivered)
        {
            long gap = record.Sequence - before;
            Assert.IsTrue(gap == 1 || record.Code == EventCode.EventsLost, "an untold gap before " + record.Sequence);
            if (record.Code == EventCode.EventsLost) Assert.AreEqual(gap, record.A);
            before = record.Sequence;
        }

        Assert.AreEqual(last, before, "the end of the stream");
    }

    private static (byte[] Bytes, int Count) Batch((EventRecord, Peer, bool)[] items)
    {
        var writer = new EventBatchWriter(8192, new byte[EventBatchFormat.StreamSize], 7);
        var bytes = new byte[EventRecord.Size];
        for (int i = 0; i < items.Length; i++)
        {
            items[i].Item1.Sequence = i + 1;
            items[i].Item1.Encode(bytes, 0);
            if (!writer.TryAdd(bytes, 0, items[i].Item3 ? items[i].Item2 : null)) break;
        }

        int length = writer.Finish();
        return (writer.Buffer[..length], writer.Count);
    }

    private static bool SameFields(EventRecord a, EventRecord b) =>
        typeof(EventRecord).GetProperties().All(property => Equals(property.GetValue(a), property.GetValue(b)));
}
