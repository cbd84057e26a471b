using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

/// <summary>What is proved of batches that somebody hands over.</summary>
[TestClass]
public sealed class ProofChainTests
{
    private readonly TestModule _module = new();

    [TestMethod]
    public void Batches_that_follow_each_other_are_one_run_in_whatever_order_they_stand()
    {
        ProofBatch[] batches = Batches(4);
        Gen.Shuffle(batches).Sample(order => Verify(order) == "^Right:1-8/4");
    }

    [TestMethod]
    public void One_that_is_left_out_ends_the_run_also_where_its_numbers_are_not_missed()
    {
        ProofBatch[] batches = Batches(4);
        Assert.AreEqual("^Right:1-2/1 Right:5-8/2", Verify(batches[0], batches[2], batches[3]));
        Assert.AreEqual("Right:3-8/3", Verify(batches[1], batches[2], batches[3]));
        // Numbers that the module itself had lost are none that somebody left out.
        var module = new TestModule();
        ProofBatch first = ProofSamples.Of(module, module.Next(1, 2));
        ProofBatch last = ProofSamples.Of(module, module.Next(9, 10));
        Assert.AreEqual("^Right:1-10/2", Verify(first, last));
    }

    [TestMethod]
    public void One_byte_that_was_changed_breaks_a_seal_or_the_batch()
    {
        ProofBatch batch = Batches(1)[0];
        Gen.Select(Gen.Int[0, batch.Batch.Length - 1], Gen.Int[1, 255]).Sample((at, by) =>
        {
            byte[] changed = [.. batch.Batch];
            changed[at] ^= (byte)by;
            var chain = Chain();
            chain.Add(batch with { Batch = changed });
            return chain.Unreadable == 1 || chain.Runs().All(run => run.Proof != SealProof.Right);
        });
    }

    [TestMethod]
    public void Without_a_key_nothing_is_verified_and_without_a_seal_numbers_alone_are_compared()
    {
        var chain = new ProofChain(TestModule.Keys());
        foreach (ProofBatch batch in Batches(2)) chain.Add(batch);
        Assert.AreEqual("^Unverified:1-4/2", ProofSamples.Text(chain));
        var module = new TestModule("tank-1", isSealed: false);
        Assert.AreEqual(
            "Unsealed:1-3/2 Unsealed:7-7/1",
            Verify([.. new[] { module.Next(1, 2), module.Next(3), module.Next(7) }.Select(batch => ProofSamples.Of(module, batch))]));
    }

    [TestMethod]
    public void A_module_that_has_a_key_and_sends_without_a_seal_is_not_believed()
    {
        var module = new TestModule(isSealed: false);
        Assert.AreEqual("Wrong:1-1/1", Verify(ProofSamples.Of(module, module.Next(1))));
    }

    [TestMethod]
    public void The_same_batch_twice_is_counted_and_another_one_with_its_numbers_contradicts_it()
    {
        ProofBatch[] batches = Batches(2);
        ProofChain chain = Chain();
        foreach (ProofBatch batch in batches.Append(batches[0])) chain.Add(batch);
        Assert.AreEqual("^Right:1-4/2", ProofSamples.Text(chain));
        Assert.AreEqual(1, chain.Repeated);
        // The same start told twice, as after a copy of the module's memory was put back.
        var again = new TestModule();
        ProofBatch other = ProofSamples.Of(again, again.Next([TestModule.Refused(1, address: 41), TestModule.Refused(2)]));
        string found = Verify(batches[0], batches[1], other);
        StringAssert.Contains(found, "!");
    }

    [TestMethod]
    public void Starts_and_modules_are_kept_apart()
    {
        var later = new TestModule(boot: 2);
        var other = new TestModule("tank-1");
        Assert.AreEqual(
            "^Right:1-2/1 ^Right:1-1/1 ^Unverified:1-1/1",
            Verify(ProofSamples.Of(other, other.Next(1)), ProofSamples.Of(later, later.Next(1)), Batches(1)[0]));
    }

    private ProofBatch[] Batches(int count)
    {
        var batches = new List<ProofBatch>();
        for (int i = 0; i < count; i++) batches.Add(ProofSamples.Of(_module, _module.Next((2 * i) + 1, (2 * i) + 2)));
        return [.. batches];
    }

    private ProofChain Chain() => new(TestModule.Keys(_module.Key));

    private string Verify(params ProofBatch[] batches)
    {
        ProofChain chain = Chain();
        foreach (ProofBatch batch in batches) chain.Add(batch);
        return ProofSamples.Text(chain);
    }
}
