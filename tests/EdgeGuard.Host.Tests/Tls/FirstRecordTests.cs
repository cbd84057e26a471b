using EdgeGuard.Core;

namespace EdgeGuard.Host.Tests.Tls;

[TestClass]
public class FirstRecordTests
{
    [TestMethod]
    public void A_real_hello_is_one_when_its_last_byte_is_here_and_not_before()
    {
        byte[] hello = ClientHello.Bytes;
        for (int i = 0; i < hello.Length; i++) Assert.AreEqual(FirstRecordState.Incomplete, Look(hello[..i]), $"{i} bytes");
        Assert.AreEqual(FirstRecordState.Hello, Look(hello));
    }

    [TestMethod]
    public void What_cannot_become_a_hello_is_not_TLS()
    {
        AssertNotTls(0x00, 0x01);
        AssertNotTls(0x17); // application data
        AssertNotTls(0x15, 0x03); // an alert
        AssertNotTls(0x16, 0x02);
        AssertNotTls(0x16, 0x03, 0x01, 0x00, 0x00); // empty
        AssertNotTls(0x16, 0x03, 0x01, 0x40, 0x01); // 16 385 bytes
        AssertNotTls(0x16, 0x03, 0x01, 0x00, 0x05, 0x02); // a ServerHello
    }

    [TestMethod]
    public void The_longest_record_may_be_one()
    {
        Assert.AreEqual(FirstRecordState.Incomplete, Look([0x16, 0x03, 0x01, 0x40, 0x00]));
    }

    [TestMethod]
    public void What_has_come_counts_where_only_the_beginning_is_seen()
    {
        byte[] hello = ClientHello.Bytes;
        Assert.AreEqual(FirstRecordState.Incomplete, FirstRecord.Look(hello, 0, FirstRecord.Seen, hello.Length - 1));
        Assert.AreEqual(FirstRecordState.Hello, FirstRecord.Look(hello, 0, FirstRecord.Seen, hello.Length));
    }

    [TestMethod]
    public void A_hello_that_goes_on_in_another_record_is_told_from_a_whole_one()
    {
        byte[] hello = ClientHello.Bytes;
        Assert.IsTrue(FirstRecord.HoldsWholeHello(hello, 0, hello.Length));
        byte[] split = [.. hello];
        split[8]++;
        Assert.IsFalse(FirstRecord.HoldsWholeHello(split, 0, split.Length));
        Assert.IsFalse(FirstRecord.HoldsWholeHello(hello, 0, FirstRecord.Seen - 1));
    }

    private static FirstRecordState Look(byte[] bytes)
    {
        return FirstRecord.Look(bytes, 0, bytes.Length, bytes.Length);
    }

    private static void AssertNotTls(params byte[] bytes)
    {
        Assert.AreEqual(FirstRecordState.NotTls, Look(bytes));
    }
}
