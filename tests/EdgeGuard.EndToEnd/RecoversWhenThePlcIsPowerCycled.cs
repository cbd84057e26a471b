using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class RecoversWhenThePlcIsPowerCycled
{
    private const byte NoPath = 0x0A;
    private const byte NoResponse = 0x0B;

    [TestMethod]
    public void A_client_keeps_its_session_and_gets_answers_again()
    {
        using var site = new Site();
        Executable plc = site.StartPlc();
        site.StartModule();
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        byte[] read = Adu.Read(1, 1, 3, 40, 1);
        Assert.AreEqual(1000, client.Value(read));

        plc.Signal("KILL");
        plc.WaitForExit();
        byte[] without = client.Ask(read);
        Assert.AreEqual(0x83, without[7]);
        Assert.IsTrue(without[8] is NoPath or NoResponse);

        site.StartPlcAgain();
        byte[] with = client.Ask(read);
        while (with[7] == 0x83) with = client.Ask(read);
        Assert.AreEqual(1000, with[9] << 8 | with[10]);
    }
}
