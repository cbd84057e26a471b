using EdgeGuard.Policy;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class EventRecordTests
{
    [TestMethod]
    public void Every_field_stands_where_the_layout_says()
    {
        byte[] bytes = new byte[EventRecord.Size];
        Whole().Encode(bytes, 0);
        Assert.AreEqual(
            "0102030405060708" + // sequence
            "1112131415161718" + // UTC
            "2122232425262728" + // uptime
            "012c" + // code 300
            "02" + // trusted
            "31" + // unit
            "06" + // function
            "0a" + // reason: value
            "3233" + // peer
            "3435" + // rule
            "3637" + // sub-function
            "41424344" + // generation
            "5152" + // address
            "5354" + // quantity
            "5556" + // offending address
            "03" + // both present
            "00" +
            "fffffffe" + // offending value -2
            "61626364" + // repeats
            "71727374" + // A
            "ffffffff", // B -1
            EventText.Hex(bytes));
    }

    [TestMethod]
    public void What_was_encoded_is_decoded()
    {
        byte[] bytes = new byte[EventRecord.Size + 3];
        Whole().Encode(bytes, 3);
        EventRecord record = new EventRecord();
        Assert.IsTrue(record.Decode(bytes, 3));
        Assert.AreEqual(0x0102030405060708L, record.Sequence);
        Assert.AreEqual(0x1112131415161718L, record.Utc);
        Assert.AreEqual(0x2122232425262728L, record.Uptime);
        Assert.AreEqual((int)EventCode.RequestRefused, (int)record.Code);
        Assert.AreEqual((int)Refusal.Value, (int)record.Reason);
        Assert.AreEqual(0x3637, record.SubFunction);
        Assert.AreEqual(0x41424344, record.Generation);
        Assert.AreEqual(0x5556, record.OffendingAddress);
        Assert.AreEqual(-2, record.OffendingValue);
        Assert.AreEqual(0x61626364, record.Repeats);
        Assert.AreEqual(-1, record.B);
    }

    [TestMethod]
    public void Sub_function_65535_is_not_none()
    {
        byte[] bytes = new byte[EventRecord.Size];
        EventRecord record = Whole();
        record.SubFunction = 0xFFFF;
        record.OffendingAddress = -1;
        record.Encode(bytes, 0);
        Assert.IsTrue(record.Decode(bytes, 0));
        Assert.AreEqual(0xFFFF, record.SubFunction);
        Assert.AreEqual(-1, record.OffendingAddress);
    }

    [TestMethod]
    public void Bytes_that_no_record_has_are_refused()
    {
        Refuse(0, 0x80); // a negative sequence
        Refuse(8, 0x80); // a negative UTC
        Refuse(16, 0x80); // a negative uptime
        Refuse(26, 3); // no such trust
        Refuse(46, 4); // an unknown presence bit
        Refuse(46, 2); // a sub-function that is not there, and not 0
        Refuse(46, 1); // an offending address that is not there, and not 0
        Refuse(47, 1); // the reserved byte
        Refuse(52, 0x80); // negative repeats
    }

    [TestMethod]
    public void No_record_has_sequence_0_or_stands_for_nothing()
    {
        byte[] bytes = new byte[EventRecord.Size];
        EventRecord record = Whole();
        record.Sequence = 0;
        record.Encode(bytes, 0);
        Assert.IsFalse(record.Decode(bytes, 0));
        record = Whole();
        record.Repeats = 0;
        record.Encode(bytes, 0);
        Assert.IsFalse(record.Decode(bytes, 0));
    }

    private static void Refuse(int offset, byte value)
    {
        byte[] bytes = new byte[EventRecord.Size];
        EventRecord record = Whole();
        record.Encode(bytes, 0);
        Assert.IsTrue(record.Decode(bytes, 0));
        bytes[offset] = value;
        Assert.IsFalse(record.Decode(bytes, 0), "byte " + offset);
    }

    private static EventRecord Whole()
    {
        return new EventRecord
        {
            Sequence = 0x0102030405060708,
            Utc = 0x1112131415161718,
            Uptime = 0x2122232425262728,
            Code = EventCode.RequestRefused,
            Trust = ClockTrust.Trusted,
            Unit = 0x31,
            Function = 6,
            Reason = Refusal.Value,
            PeerIndex = 0x3233,
            Rule = 0x3435,
            SubFunction = 0x3637,
            Generation = 0x41424344,
            Address = 0x5152,
            Quantity = 0x5354,
            OffendingAddress = 0x5556,
            OffendingValue = -2,
            Repeats = 0x61626364,
            A = 0x71727374,
            B = -1,
        };
    }
}
