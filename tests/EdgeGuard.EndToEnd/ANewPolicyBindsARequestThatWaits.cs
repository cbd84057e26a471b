using System;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class ANewPolicyBindsARequestThatWaits
{
    [TestMethod]
    public void A_write_allowed_on_arrival_is_refused_when_the_line_is_free()
    {
        using var site = new Site();
        Executable plc = site.StartPlc("--log", "--misbehave", "slow=5000:1@1/3/41");
        Executable module = site.StartModule("plc.timeout 20s");
        string[] op = site.Client("op1", "Operator");
        using var reader = new RawClient(site, op);
        using var writer = new RawClient(site, op);
        byte[] write = Adu.WriteRegister(2, 1, 40, 1500);

        reader.Send(Adu.Read(1, 1, 3, 41, 1));
        plc.WaitForError("0300290001");
        writer.Send(write);
        site.WritePolicy(Site.Policy.Replace("value 0-1500", "value 0-100").Replace("version 1", "version 2"));
        module.Signal("HUP");
        module.WaitForError("version 2");

        Assert.AreEqual(3, reader.Receive()[7]);
        CollectionAssert.AreEqual(Adu.Exception(write, 1), writer.Receive());
        Assert.IsEmpty(Lines(plc, "unit 1  06"), "no write reached the PLC");
    }

    private static string[] Lines(Executable plc, params string[] words) =>
        Array.FindAll(plc.Errors.Split('\n'), line => Array.TrueForAll(words, word => line.Contains(word, StringComparison.Ordinal)));
}
