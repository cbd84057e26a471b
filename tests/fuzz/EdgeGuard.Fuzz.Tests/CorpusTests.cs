using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Fuzz.Tests;

/// <summary>What fuzzing has collected breaks nothing: the quick half of every fuzzing run, with every `dotnet test`.</summary>
[TestClass]
public class CorpusTests
{
    public static IEnumerable<object[]> Targets => AllTargets.Create().Select(target => new object[] { target.Name });

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public void Every_input_that_is_committed_keeps_every_promise_of_its_target(string name)
    {
        ITarget target = AllTargets.Create().Single(target => target.Name == name);
        string folder = Path.Combine(WireVectorFolder.Checkout, "tests", "fuzz", "corpus", name);
        string[] files = Directory.GetFiles(folder);
        Assert.IsNotEmpty(files);
        foreach (string file in files)
        {
            byte[] input = File.ReadAllBytes(file);
            Assert.IsLessThanOrEqualTo(target.MaxLength, input.Length, file);
            target.Run(input);
        }
        foreach (byte[] seed in target.Seeds()) target.Run(seed);
    }

    [TestMethod]
    public void The_product_is_fuzzed_and_tested_here_with_overflow_checks() => Assert.IsTrue(Product.HasOverflowChecks);
}
