using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class BootCoverageTests
{
    private readonly TestModule _module = new();

    [TestMethod]
    public void Whatever_arrives_in_whatever_order_is_covered_once_and_the_rest_is_missing()
    {
        Gen.Select(Gen.Int[1, 6].Array[1, 12], Gen.Int[0, 1 << 20], Gen.Bool.Array[12]).Sample((sizes, seed, arrives) =>
        {
            EventBatch[] batches = Batches(sizes);
            var random = new System.Random(seed);
            EventBatch[] arrived = [.. batches.Where((_, i) => arrives[i]).SelectMany(batch => new[] { batch, batch })];
            random.Shuffle(arrived);
            var coverage = new BootCoverage(1, []);
            int news = 0;
            foreach (EventBatch batch in arrived)
            {
                news += BatchVerdict.Of(batch, coverage).New.Count;
                Assert.IsEmpty(coverage.Add(batch, new Place(1, 1), 0));
            }
            HashSet<long> there = [.. arrived.SelectMany(batch => batch.Records).Select(record => record.Sequence)];
            Assert.AreEqual(there.Count, news);
            long last = there.Count == 0 ? 0 : there.Max();
            long[] missing = [.. coverage.Holes().SelectMany(hole => Numbers(hole.First, hole.Last))];
            CollectionAssert.AreEqual(Numbers(1, last).Where(number => !there.Contains(number)).ToArray(), missing);
        }, iter: 300);
    }

    [TestMethod]
    public void A_loss_record_stands_for_those_before_it()
    {
        var coverage = new BootCoverage(1, []);
        var lost = new EventRecord { Sequence = 9, Code = EventCode.EventsLost, A = 5, B = 5 };
        coverage.Add(Decode(_module.Next(1, 2, 3, 4)), new Place(1, 1), 0);
        coverage.Add(Decode(_module.Next([lost])), new Place(1, 2), 0);
        Assert.IsEmpty(coverage.Holes());
        Assert.HasCount(1, coverage.Spans);
    }

    [TestMethod]
    public void A_batch_that_does_not_follow_the_one_before_it_breaks_the_chain_also_when_it_fills_a_gap()
    {
        EventBatch[] one = [.. new[] { 1L, 2, 3 }.Select(number => Decode(_module.Next(number)))];
        EventBatch[] other = [.. new[] { 1L, 2, 3 }.Select(number => Decode(new TestModule("other").Next(number)))];
        var coverage = new BootCoverage(1, []);
        Assert.IsEmpty(coverage.Add(one[0], new Place(1, 1), 0));
        Assert.IsEmpty(coverage.Add(one[2], new Place(1, 2), 0));
        CollectionAssert.AreEqual(new[] { 2L, 3L }, coverage.Add(other[1], new Place(1, 3), 0));
    }

    [TestMethod]
    public void The_first_batch_of_a_start_must_say_so()
    {
        _module.Next(1);
        var coverage = new BootCoverage(1, []);
        // The second of its chain, under the first number.
        CollectionAssert.AreEqual(new[] { 1L }, coverage.Add(Decode(_module.Next(1)), new Place(1, 1), 0));
    }

    private EventBatch[] Batches(int[] sizes)
    {
        var module = new TestModule();
        long next = 1;
        return [.. sizes.Select(size =>
        {
            long first = next;
            next += size;
            return Decode(module.Next([.. Numbers(first, next - 1)]));
        })];
    }

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (long number = first; number <= last; number++) yield return number;
    }

    private static EventBatch Decode(byte[] batch) =>
        EventBatch.Decode(batch, 0, batch.Length, out _) ?? throw new AssertFailedException("no batch");
}
