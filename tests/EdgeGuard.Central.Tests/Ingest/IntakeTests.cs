using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class IntakeTests
{
    private readonly TestModule _module = new();

    [TestMethod]
    public async Task What_modules_tell_of_traffic_is_acknowledged_and_is_no_fault_of_theirs()
    {
        using var archive = new TestArchive();
        Intake intake = Of(archive);
        Assert.AreEqual(Receipt.NotKept, await intake.Take("edgeguard/v1/plant-7/pump-3/traffic", "EGT1"u8.ToArray()));
        Assert.AreEqual(Receipt.NotKept, await intake.Take("edgeguard/v1/plant-7/pump-3/policy-text/0", "EGPT"u8.ToArray()));
        Assert.AreEqual(Receipt.Stored, await intake.Take(_module.EventsTopic, _module.Next(1)));
        Assert.AreEqual("", archive.FindingsText());
    }

    private static Intake Of(TestArchive archive) => new(archive.Archive, () => archive.Keys, archive.Time);
}
