using System;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class EventFactsTests
{
    [TestMethod]
    public void Whatever_a_module_claims_to_have_happened_is_taken_and_what_is_remembered_is_bounded()
    {
        var random = new Random(1);
        var facts = new EventFacts();
        EventCode[] codes = Enum.GetValues<EventCode>();
        int[] extremes = [0, 1, -1, 5, 255, 256, int.MaxValue, int.MinValue];
        var bytes = new byte[EventRecord.Size];
        for (int i = 0; i < 50_000; i++)
        {
            var record = new EventRecord
            {
                Sequence = i + 1L,
                Code = random.Next(4) == 0 ? (EventCode)random.Next(65_536) : codes[random.Next(codes.Length)],
                A = extremes[random.Next(extremes.Length)],
                B = extremes[random.Next(extremes.Length)],
                Repeats = random.Next(2) == 0 ? 1 : int.MaxValue,
                Utc = random.Next(3) == 0 ? long.MaxValue : random.NextInt64(long.MaxValue),
                Trust = (ClockTrust)random.Next(3),
                Unit = (byte)random.Next(256),
                Function = (byte)random.Next(256),
                Address = random.Next(65_536),
                Reason = (Policy.Refusal)random.Next(256),
            };
            record.Encode(bytes, 0);
            var decoded = new EventRecord();
            Assert.IsTrue(decoded.Decode(bytes, 0));
            var peer = new Peer((PeerTransport)random.Next(5), $"10.0.{random.Next(256)}.{i % 256}", "", null, "", long.MaxValue);
            facts.Take(new StoredEvent("plant-7", "pump-3", decoded, random.Next(3) == 0 ? null : peer, random.NextInt64(1L << 45)));
            if (i % 1000 == 0) facts.EndRound(random.NextInt64(1L << 45));
        }
        Assert.IsLessThan(300, facts.Latches.Count);
        Assert.IsLessThan(Enum.GetValues<AlertKind>().Length + 300, facts.Occurrences.Count);
        Assert.IsTrue(facts.Latches.All(latch => latch.Since >= 0));
    }

    [TestMethod]
    public void A_module_that_claims_more_gaps_than_a_number_holds_is_shown_and_ends_nothing()
    {
        using var console = new AlertConsole();
        for (int boot = 1; boot <= 12; boot++)
        {
            var module = new TestModule("pump-9", boot, isSealed: false);
            console.Tell(module.EventsTopic, module.Next(1, 1L << 60));
        }
        console.Seconds(20);
        Assert.AreEqual(long.MaxValue, console.Archive.Module("plant-7", "pump-9")!.Missing);
        console.Seconds(700);
        Assert.AreEqual("", console.Engine.Trouble);
        StringAssert.Contains(console.Open, "stream-gap plant-7/pump-9 active");
    }
}
