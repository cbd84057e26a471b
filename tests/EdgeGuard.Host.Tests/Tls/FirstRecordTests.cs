using System;
using EdgeGuard.Host.Tls;

namespace EdgeGuard.Host.Tests.Tls;

[TestClass]
public class FirstRecordTests
{
    [TestMethod]
    public void A_real_hello_is_one_when_its_last_byte_is_here_and_not_before()
    {
        byte[] hello = ClientHello.Bytes;
        for (int i = 0; i < hello.Length; i++)
            Assert.AreEqual(FirstRecordState.Incomplete, FirstRecord.Look(hello.AsSpan(0, i)), $"{i} bytes");
        Assert.AreEqual(FirstRecordState.Hello, FirstRecord.Look(hello));
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
        Assert.AreEqual(FirstRecordState.Incomplete, FirstRecord.Look([0x16, 0x03, 0x01, 0x40, 0x00]));
    }

    private static void AssertNotTls(params byte[] bytes)
    {
        Assert.AreEqual(FirstRecordState.NotTls, FirstRecord.Look(bytes));
    }
}
