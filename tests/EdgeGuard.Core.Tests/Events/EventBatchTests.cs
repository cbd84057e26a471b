namespace EdgeGuard.Core.Tests;

[TestClass]
public class EventBatchTests
{
    private static readonly byte[] Stream = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };

    [TestMethod]
    public void A_batch_is_read_back_with_its_names()
    {
        EventBatchWriter writer = new EventBatchWriter(4096, Stream, 5);
        Add(writer, 9, EventSamples.Operator());
        Add(writer, 10, null);
        Add(writer, 11, new Peer(PeerTransport.Plain, "10.0.0.9", "", null, "", long.MaxValue));
        Add(writer, 12, EventSamples.Operator());
        EventBatch batch = Read(writer.Buffer, writer.Finish());

        Assert.AreEqual(5, batch.Boot);
        Assert.AreEqual("0102030405060708090a0b0c0d0e0f10", EventText.Hex(batch.Stream));
        Assert.AreEqual(4, batch.Records.Length);
        Assert.AreEqual(2, batch.Peers.Length, "the same client twice is one name");
        Assert.AreEqual(12L, batch.Records[3].Sequence);
        Peer? who = batch.PeerOf(batch.Records[3]);
        Assert.IsNotNull(who);
        Assert.AreEqual("Operator", who!.Role);
        Assert.AreEqual("CN=op1", who.Subject);
        Assert.AreEqual("10.0.0.5", who.Address);
        Assert.AreEqual("ab12", who.Fingerprint);
        Assert.IsNull(batch.PeerOf(batch.Records[1]));
        Peer? plain = batch.PeerOf(batch.Records[2]);
        Assert.IsNotNull(plain);
        Assert.IsNull(plain!.Role);
        Assert.AreEqual((int)PeerTransport.Plain, (int)plain.Transport);
    }

    [TestMethod]
    public void The_bytes_are_as_documented()
    {
        EventBatchWriter writer = new EventBatchWriter(2048, Stream, 5);
        Add(writer, 9, EventSamples.Operator());
        int length = writer.Finish();
        string hex = EventText.Hex(writer.Buffer).Substring(0, 2 * length);
        Assert.AreEqual(
            "45474556" + // EGEV
            "0100" + // version 1
            "0001" + // one record
            "0102030405060708090a0b0c0d0e0f10" + // stream
            "00000005" + // boot
            "0000000000000009", // first sequence
            hex.Substring(0, 72));
        Assert.AreEqual(
            "0001" + // one name
            "0101" + // TLS, has a role
            "084f70657261746f72" + // Operator
            "06434e3d6f7031" + // CN=op1
            "0831302e302e302e35" + // 10.0.0.5
            "0461623132" + // ab12
            "00", // no MAC
            hex.Substring(72 + 128));
    }

    [TestMethod]
    public void A_batch_takes_no_more_than_its_buffer_holds()
    {
        EventBatchWriter writer = new EventBatchWriter(EventBatchFormat.MinCapacity, Stream, 1);
        int added = 0;
        while (TryAdd(writer, added + 1, EventSamples.Operator())) added++;
        Assert.IsTrue(added > 1);
        int length = writer.Finish();
        Assert.IsTrue(length <= EventBatchFormat.MinCapacity);
        Assert.AreEqual(added, Read(writer.Buffer, length).Records.Length);
    }

    [TestMethod]
    public void The_longest_name_fits_the_smallest_batch_and_is_cut_at_a_character()
    {
        string endless = "";
        for (int i = 0; i < 200; i++) endless += "ö€";
        EventBatchWriter writer = new EventBatchWriter(EventBatchFormat.MinCapacity, Stream, 1);
        Assert.IsTrue(TryAdd(writer, 1, new Peer(PeerTransport.Tls, endless, endless, endless, endless, 0)));
        EventBatch batch = Read(writer.Buffer, writer.Finish());
        string subject = batch.Peers[0].Subject;
        Assert.IsTrue(subject.Length > 100);
        Assert.AreEqual('…', subject[subject.Length - 1]);
        Assert.IsTrue(subject[subject.Length - 2] == 'ö' || subject[subject.Length - 2] == '€');
    }

    [TestMethod]
    public void A_cleared_writer_begins_anew()
    {
        EventBatchWriter writer = new EventBatchWriter(2048, Stream, 1);
        Add(writer, 1, EventSamples.Operator());
        writer.Finish();
        writer.Clear();
        Assert.AreEqual(0, writer.Count);
        Add(writer, 2, null);
        EventBatch batch = Read(writer.Buffer, writer.Finish());
        Assert.AreEqual(1, batch.Records.Length);
        Assert.AreEqual(2L, batch.Records[0].Sequence);
        Assert.AreEqual(0, batch.Peers.Length);
    }

    [TestMethod]
    public void A_batch_cut_anywhere_or_longer_than_itself_is_refused()
    {
        EventBatchWriter writer = new EventBatchWriter(2048, Stream, 1);
        Add(writer, 1, EventSamples.Operator());
        int length = writer.Finish();
        for (int cut = 0; cut < length; cut++)
        {
            Assert.IsNull(EventBatch.Decode(writer.Buffer, 0, cut, out EventBatchFault fault));
            Assert.AreEqual((int)EventBatchFault.TooShort, (int)fault);
        }

        Assert.IsNull(EventBatch.Decode(writer.Buffer, 0, length + 1, out EventBatchFault trailing));
        Assert.AreEqual((int)EventBatchFault.TrailingBytes, (int)trailing);
    }

    [TestMethod]
    public void What_is_not_a_batch_is_named()
    {
        Refuse(0, 0, EventBatchFault.Magic);
        Refuse(4, 2, EventBatchFault.Version);
        Refuse(5, 1, EventBatchFault.Header);
        Refuse(35, 2, EventBatchFault.Header); // first sequence that is not the first record's
        Refuse(36 + 46, 8, EventBatchFault.Record);
        Refuse(36 + 64 + 7, 1, EventBatchFault.Order); // the same sequence twice
        Refuse(36 + 31, 2, EventBatchFault.Name); // a name that is not the next
        Refuse(36 + 31, 0, EventBatchFault.Name); // a name that nobody mentions
        Refuse(36 + 128 + 3, 2, EventBatchFault.Name); // neither role nor none
        Refuse(36 + 128 + 3, 0, EventBatchFault.Name); // the NULL role with a name
        Refuse(36 + 128 + 5, 0xFF, EventBatchFault.Name); // not UTF-8
    }

    [TestMethod]
    public void A_mac_is_not_known_yet_and_refused()
    {
        EventBatchWriter writer = new EventBatchWriter(2048, Stream, 1);
        Add(writer, 1, null);
        int length = writer.Finish();
        writer.Buffer[length - 1] = 1;
        Assert.IsNull(EventBatch.Decode(writer.Buffer, 0, length + 1, out EventBatchFault fault));
        Assert.AreEqual((int)EventBatchFault.Mac, (int)fault);
    }

    [TestMethod]
    public void A_batch_without_records_is_none()
    {
        EventBatchWriter writer = new EventBatchWriter(2048, Stream, 1);
        int length = writer.Finish();
        Assert.IsNull(EventBatch.Decode(writer.Buffer, 0, length, out EventBatchFault fault));
        Assert.AreEqual((int)EventBatchFault.Header, (int)fault);
    }

    private static void Refuse(int offset, byte value, EventBatchFault expected)
    {
        EventBatchWriter writer = new EventBatchWriter(2048, Stream, 1);
        Add(writer, 1, EventSamples.Operator());
        Add(writer, 2, null);
        int length = writer.Finish();
        Assert.IsNotNull(EventBatch.Decode(writer.Buffer, 0, length, out EventBatchFault fault));
        Assert.AreEqual((int)EventBatchFault.None, (int)fault);
        writer.Buffer[offset] = value;
        Assert.IsNull(EventBatch.Decode(writer.Buffer, 0, length, out fault));
        Assert.AreEqual((int)expected, (int)fault, "byte " + offset);
    }

    private static EventBatch Read(byte[] buffer, int length)
    {
        EventBatch? batch = EventBatch.Decode(buffer, 0, length, out EventBatchFault fault);
        Assert.AreEqual((int)EventBatchFault.None, (int)fault);
        Assert.IsNotNull(batch);
        return batch!;
    }

    private static void Add(EventBatchWriter writer, long sequence, Peer? peer)
    {
        Assert.IsTrue(TryAdd(writer, sequence, peer));
    }

    private static bool TryAdd(EventBatchWriter writer, long sequence, Peer? peer)
    {
        byte[] bytes = new byte[EventRecord.Size];
        EventRecord record = EventSamples.RefusedWrite();
        record.Sequence = sequence;
        record.Encode(bytes, 0);
        return writer.TryAdd(bytes, 0, peer);
    }
}
