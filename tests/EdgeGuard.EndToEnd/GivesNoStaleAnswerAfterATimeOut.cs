using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class GivesNoStaleAnswerAfterATimeOut
{
    // The simulated PLC's registers 40 and 41 hold 1000 and 1600 from the start.
    private static readonly byte[] Speed = Adu.Read(1, 1, 3, 40, 1);
    private static readonly byte[] Level = Adu.Read(2, 1, 3, 41, 1);

    [TestMethod]
    [DataRow("stale:1@1/3/40")]
    [DataRow("slow=600:1@1/3/40")]
    public void An_answer_that_comes_late_is_nobodys(string fault)
    {
        using var site = new Site();
        site.StartPlc("--misbehave", fault);
        site.StartModule("plc.timeout 300ms");
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        CollectionAssert.AreEqual(Adu.Exception(Speed, 0x0B), client.Ask(Speed));
        // The PLC is still busy with the first, or answers it now: this may take another time-out, but it is never 1000.
        byte[] answer = client.Ask(Level);
        while (answer[7] == 0x83) answer = client.Ask(Level);
        CollectionAssert.AreEqual(Adu.Frame(2, 1, 3, 2, 1600 >> 8, 1600 & 0xFF), answer);
        Assert.AreEqual(1000, client.Value(Speed));
    }
}
