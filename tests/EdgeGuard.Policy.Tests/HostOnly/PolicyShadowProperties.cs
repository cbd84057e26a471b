using System;
using CsCheck;

namespace EdgeGuard.Policy.Tests;

/// <summary>Lines that never decide, held against the judge: every request of a small space, in every state of a small process.</summary>
[TestClass]
public sealed class PolicyShadowProperties
{
    [TestMethod]
    [DataRow("reads")]
    [DataRow("registers")]
    [DataRow("steps")]
    [DataRow("pairs")]
    [DataRow("coils")]
    [DataRow("masks")]
    [DataRow("both")]
    [DataRow("files")]
    [DataRow("states")]
    [DataRow("windows")]
    [DataRow("subs")]
    public void A_line_is_said_never_to_decide_exactly_if_the_judge_never_needs_it(string family)
    {
        int dead = 0, alive = 0;
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            ShadowSpace space = ShadowSpace.Of(family);
            var policy = new ShadowedPolicy(random, space);
            bool[] isDead = policy.Warned();
            policy.HoldsWithout(isDead);
            for (int i = 0; i < isDead.Length; i++)
            {
                if (isDead[i]) dead++;
                else policy.IsNeeded(i, isDead);
                if (!isDead[i]) alive++;
            }
        }, iter: 100, threads: 1);
        Assert.IsTrue(dead > 20 && alive > 20, $"{family}: {dead} dead, {alive} alive");
    }
}
