using System.Linq;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Mqtt;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary>What is made of messages on the topic of traffic, whoever sends them.</summary>
[TestClass]
public sealed class TrafficFollowerTests
{
    private const string Topic = "edgeguard/v1/plant/press/traffic";

    [TestMethod]
    public void Seals_are_verified_and_what_is_missing_or_was_changed_is_told()
    {
        var follower = new TrafficFollower(new SealChecker(new SystemHmac(), [SealedBatches.Key]));
        var module = new ReportingModule();
        Assert.AreEqual("", Take(follower, module.Ask(ReportingModule.Hmi, "03 unit 1 address 0").ReportOnce()));
        Assert.AreEqual(SealState.Verified, follower.All.Single().Seal);
        byte[] forged = module.Ask(ReportingModule.Hmi, "03 unit 1 address 0", 5).ReportOnce();
        forged[^1]++;
        Assert.AreEqual(
            "plant/press  SEAL BROKEN  report 2 of boot 7 was changed, or is not this module's; it does not count", Take(follower, forged));
        Assert.AreEqual(1L, follower.All.Single().Module.Rows.Single().Requests);
        Assert.AreEqual(1, follower.BrokenOf("plant/press"));
        Assert.AreEqual(
            "plant/press  SEAL GAP  reports before number 3 of boot 7 are missing, or came in another order",
            Take(follower, module.Ask(ReportingModule.Hmi, "03 unit 1 address 0").ReportOnce()));
        Assert.AreEqual(7L, follower.All.Single().Module.Rows.Single().Requests);
        Assert.AreEqual(SealState.Gap, follower.All.Single().Seal);
        Assert.IsTrue(follower.HasFailed);
    }

    [TestMethod]
    public void A_report_without_the_seal_that_its_stream_has_does_not_count()
    {
        var follower = new TrafficFollower(new SealChecker(new SystemHmac(), [SealedBatches.Key]));
        byte[] bare = new ReportingModule(SealedBatches.Key.Stream).Ask(ReportingModule.Hmi, "03 unit 1 address 0").ReportOnce();
        Assert.AreEqual("plant/press  SEAL BROKEN  report 1 of boot 7 has no seal; it does not count", Take(follower, bare));
        Assert.IsEmpty(follower.All);
    }

    [TestMethod]
    public void A_stranger_under_a_modules_name_gets_a_table_of_his_own()
    {
        var follower = new TrafficFollower(new SealChecker(new SystemHmac(), [SealedBatches.Key]));
        Take(follower, new ReportingModule().Ask(ReportingModule.Hmi, "03 unit 1 address 0").ReportOnce());
        Take(follower, new ReportingModule(ReportingModule.Stream(9)).Ask(ReportingModule.Hmi, "06 unit 1 address 0 value 1").ReportOnce());
        CollectionAssert.AreEquivalent(
            new SealState?[] { SealState.Verified, SealState.NotChecked }, follower.All.Select(each => each.Seal).ToArray());
        Assert.IsFalse(follower.All.Any(each => each.IsOver));
    }

    [TestMethod]
    public void A_module_without_keys_begins_another_stream_with_every_start_and_the_last_one_is_its_table()
    {
        var follower = new TrafficFollower(null);
        Take(follower, new ReportingModule(ReportingModule.Stream(1)).Ask(ReportingModule.Hmi, "03 unit 1 address 0").ReportOnce());
        Take(follower, new ReportingModule(ReportingModule.Stream(2)).Ask(ReportingModule.Hmi, "03 unit 1 address 0").ReportOnce());
        Assert.AreEqual(2, follower.All.Single(each => !each.IsOver).Module.Stream[0]);
        Assert.IsNull(follower.All[0].Seal);
    }

    [TestMethod]
    public void A_report_that_travels_in_parts_is_put_together()
    {
        var follower = new TrafficFollower(null);
        byte[] whole = new ReportingModule(ReportingModule.Stream(1)).Ask(ReportingModule.Hmi, "03 unit 1 address 0").ReportOnce();
        int parts = BatchPart.Count(whole.Length, 64);
        Assert.IsGreaterThan(2, parts);
        for (int i = 0; i < parts; i++)
        {
            Assert.IsEmpty(follower.All);
            var part = new byte[64];
            Take(follower, part[..BatchPart.Write(whole, whole.Length, i, part)]);
        }
        Assert.HasCount(1, follower.All);
    }

    [TestMethod]
    public void What_is_no_report_is_told()
    {
        var follower = new TrafficFollower(null);
        Assert.AreEqual("plant/press: 3 bytes that are no report of traffic (TooShort)", Take(follower, [1, 2, 3]));
        Assert.IsNull(follower.Take("edgeguard/v1/plant/press/events", [], out string problem));
        Assert.AreEqual("edgeguard/v1/plant/press/events: not a topic of traffic", problem);
        Assert.IsNull(follower.Take("x\u001b[2J", [], out problem));
        Assert.AreEqual("x?[2J: not a topic of traffic", problem);
    }

    private static string Take(TrafficFollower follower, byte[] message)
    {
        follower.Take(Topic, message, out string problem);
        return problem;
    }
}
