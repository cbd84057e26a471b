using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeGuard.Testing;

namespace EdgeGuard.Core.Tests;

/// <summary>Events reach a broker that takes small messages, has nobody to give them to, or takes none at all.</summary>
[TestClass]
public sealed class BatchSenderTests
{
    private const string Topic = "edgeguard/v1/site/module/events";
    private const int Writes = 200;

    private readonly FakeClock _clock = new();
    private readonly Counters _counters = new();
    private readonly ScriptedUplink _uplink = new();
    private readonly EventJournal _journal;
    private readonly EventForwarder _forwarder;
    private readonly Peer _peer = new(PeerTransport.Tls, "10.0.0.5", "CN=operator", "Operator", "ab12", long.MaxValue);

    public BatchSenderTests()
    {
        _journal = new EventJournal(_clock, _counters, 1024, isComplete: true);
        _forwarder = new EventForwarder(_journal, new byte[16], 1);
        for (int i = 0; i < Writes; i++) _journal.Add(new Event { Code = EventCode.WriteForwarded, A = i, Peer = _peer });
        _forwarder.Observe(null);
        _uplink.Connect();
    }

    [TestMethod]
    [DataRow(4000)]
    [DataRow(2000)]
    [DataRow(300)]
    [DataRow(64)]
    public void What_a_broker_has_said_it_takes_is_what_it_gets(int most)
    {
        _uplink.Said = most;
        SendAll();
        Assert.IsTrue(_uplink.Sent("events").All(m => m.Payload.Length <= most));
        CollectionAssert.AreEqual(Enumerable.Range(0, Writes).ToArray(), Arrived());
        Assert.AreEqual((uint)Writes, _counters.Read(Counter.EventsAcknowledged));
    }

    [TestMethod]
    public void Batches_that_fit_are_whole_and_no_parts()
    {
        _uplink.Said = 2000;
        SendAll();
        Assert.IsTrue(_uplink.Sent("events").All(m => EventBatch.Decode(m.Payload, 0, m.Payload.Length, out _) != null));
    }

    [TestMethod]
    [DataRow(Publication.TooLarge, 2000)]
    [DataRow(Publication.Failed, 2000)]
    [DataRow(Publication.TooLarge, 300)]
    [DataRow(Publication.Failed, 300)]
    public void What_a_broker_takes_without_having_said_so_is_found_by_halving(Publication refusal, int most)
    {
        _uplink.Unsaid = most;
        _uplink.Larger = refusal;
        SendAll();
        CollectionAssert.AreEqual(Enumerable.Range(0, Writes).ToArray(), Arrived());
        Assert.IsLessThan(20, _uplink.ConnectionNumber);
    }

    [TestMethod]
    public void A_way_on_which_a_round_is_over_before_the_batch_carries_it_all_the_same()
    {
        int sent = 0;
        _uplink.Unsaid = 300;
        // The fourth of them has no time left to be acknowledged.
        _uplink.Acknowledges = _ => ++sent % 4 != 0;
        SendAll();
        CollectionAssert.AreEqual(Enumerable.Range(0, Writes).ToArray(), Arrived());
    }

    [TestMethod]
    public void Over_another_connection_a_batch_in_parts_begins_again()
    {
        _uplink.Unsaid = 300;
        int sent = 0;
        _uplink.Acknowledges = _ => ++sent < 5;
        Assert.AreEqual(Publication.Failed, Send(keepsUnheard: true));
        Assert.HasCount(5, _uplink.Sent("events"));
        _uplink.Disconnect();
        _uplink.Connect();
        _uplink.Acknowledges = _ => true;
        Send(keepsUnheard: true);
        CollectionAssert.AreEqual(_uplink.Sent("events")[0].Payload, _uplink.Sent("events")[5].Payload);
    }

    [TestMethod]
    public void What_a_broker_takes_in_no_size_goes_and_is_told_and_what_follows_is_tried()
    {
        _uplink.Unsaid = 10;
        SendAll();
        Assert.IsGreaterThanOrEqualTo((uint)Writes, _counters.Read(Counter.EventsLost));
        Assert.IsEmpty(_uplink.Sent("events"));
    }

    [TestMethod]
    public void Where_nobody_listens_events_count_as_delivered_or_wait_as_set()
    {
        _uplink.Hears = _ => false;
        Assert.AreEqual(Publication.Unheard, Send(keepsUnheard: true));
        Assert.AreEqual(Publication.Unheard, Send(keepsUnheard: true));
        Assert.AreEqual(0u, _counters.Read(Counter.EventsUnheard));
        _uplink.Hears = _ => true;
        SendAll();
        CollectionAssert.AreEqual(Enumerable.Range(0, Writes).ToArray(), Arrived().Distinct().ToArray());

        _journal.Add(new Event { Code = EventCode.WriteForwarded });
        _forwarder.Observe(null);
        _uplink.Hears = _ => false;
        Assert.AreEqual(Publication.Acknowledged, Send(keepsUnheard: false));
        Assert.AreEqual(1u, _counters.Read(Counter.EventsUnheard));
        Assert.IsFalse(_forwarder.HasWork);
    }

    [TestMethod]
    public void Parts_are_put_together_as_they_were_and_a_batch_begun_anew_is_taken_anew() =>
        Gen.Select(
            Gen.Byte.Array[EventBatchFormat.HeaderSize, 9000], Gen.Int[BatchPart.HeaderSize + 1, 3000],
            Gen.Int[0, 20]).Sample((batch, most, lost) =>
        {
            // Not a part itself.
            batch[0] = 0x45;
            batch[3] = 0x56;
            int parts = BatchPart.Count(batch.Length, most);
            if (parts == 0) return;
            var assembler = new BatchAssembler();
            byte[][] messages = [.. Enumerable.Range(0, parts).Select(number => Part(batch, number, most))];
            // The connection ends amid the batch; then it comes from the beginning.
            for (int i = 0; i < Math.Min(lost, parts - 1); i++) Assert.IsNull(assembler.Take(messages[i]));
            byte[]? whole = null;
            foreach (byte[] message in messages)
            {
                Assert.IsNull(whole);
                Assert.IsLessThanOrEqualTo(most, message.Length);
                whole = assembler.Take(message);
            }
            CollectionAssert.AreEqual(batch, whole);
        });

    [TestMethod]
    public void No_messages_make_the_assembler_throw_or_keep_more_than_its_bound() =>
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, 3], Gen.Int[0, 3]).Array[1, 40].Sample(messages =>
        {
            var assembler = new BatchAssembler();
            foreach ((byte[] bytes, int number, int parts) in messages)
            {
                byte[] message = [0x45, 0x47, 0x45, 0x50, 1, 0, 0, (byte)number, 0, (byte)parts, .. bytes];
                byte[]? whole = assembler.Take(message);
                Assert.IsTrue(whole == null || whole.Length <= BatchAssembler.MaxBytes);
            }
        });

    private static byte[] Part(byte[] batch, int number, int most)
    {
        var part = new byte[most];
        int count = BatchPart.Write(batch, batch.Length, number, part);
        return part[..count];
    }

    private Publication Send(bool keepsUnheard) => _forwarder.Send(_uplink, Topic, keepsUnheard, _clock.Now, _clock.Now + 1000);

    private void SendAll()
    {
        for (int i = 0; i < 500 && _forwarder.HasWork; i++)
        {
            if (!_uplink.IsConnected) _uplink.Connect();
            Send(keepsUnheard: true);
            _forwarder.Observe(null);
        }
    }

    // The numbers of the writes that a console has, in order.
    private int[] Arrived()
    {
        var assembler = new BatchAssembler();
        var numbers = new List<int>();
        foreach (ScriptedUplink.Message message in _uplink.Sent("events").Where(m => m.Acknowledged))
        {
            byte[]? whole = assembler.Take(message.Payload);
            EventBatch? batch = whole == null ? null : EventBatch.Decode(whole, 0, whole.Length, out _);
            if (batch != null) numbers.AddRange(batch.Records.Where(r => r.Code == EventCode.WriteForwarded).Select(r => r.A));
        }
        return [.. numbers];
    }
}
