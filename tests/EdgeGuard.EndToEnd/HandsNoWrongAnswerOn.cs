using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class HandsNoWrongAnswerOn
{
    private static readonly byte[] Speed = Adu.Read(1, 1, 3, 40, 1);
    private static readonly byte[] Level = Adu.Read(2, 1, 3, 41, 1);

    [TestMethod]
    [DataRow("wrong-transaction")]
    [DataRow("wrong-unit")]
    [DataRow("wrong-function")]
    [DataRow("wrong-protocol")]
    [DataRow("trailing-bytes")]
    [DataRow("short-response")]
    public void An_answer_that_does_not_fit_is_0B_and_the_next_one_is_right(string fault)
    {
        using var site = new Site();
        site.StartPlc("--misbehave", fault + ":1@1/3/40");
        site.StartModule("plc.timeout 300ms");
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        Assert.AreEqual(1600, client.Value(Level));
        CollectionAssert.AreEqual(Adu.Exception(Speed, 0x0B), client.Ask(Speed));
        // Where the connection had to be given up, a new one takes its time.
        byte[] answer = client.Ask(Level);
        while (answer[7] == 0x83) answer = client.Ask(Level);
        CollectionAssert.AreEqual(Adu.Frame(2, 1, 3, 2, 1600 >> 8, 1600 & 0xFF), answer);
        Assert.AreEqual(1000, client.Value(Speed));
    }

    [TestMethod]
    public void A_read_whose_connection_ends_instead_of_an_answer_is_sent_once_more()
    {
        using var site = new Site();
        site.StartPlc("--misbehave", "close-after-request:1@1/3/40");
        site.StartModule("plc.timeout 10s");
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        Assert.AreEqual(1600, client.Value(Level));
        Assert.AreEqual(1000, client.Value(Speed));
    }

    [TestMethod]
    public void An_answer_whose_length_field_alone_is_wrong_is_right_all_the_same()
    {
        using var site = new Site();
        site.StartPlc("--misbehave", "wrong-length");
        site.StartModule("plc.timeout 10s");
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        for (int i = 0; i < 10; i++)
        {
            Assert.AreEqual(1600, client.Value(Level));
            Assert.AreEqual(1000, client.Value(Speed));
        }
    }

    [TestMethod]
    public void An_answer_that_comes_byte_by_byte_is_right_all_the_same()
    {
        using var site = new Site();
        site.StartPlc("--misbehave", "byte-by-byte=5");
        site.StartModule("plc.timeout 10s");
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        Assert.AreEqual(1600, client.Value(Level));
        Assert.AreEqual(1000, client.Value(Speed));
    }
}
