using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Fuzz.Tests;

/// <summary>What fuzzing has collected breaks nothing: the quick half of every fuzzing run, with every `dotnet test`.</summary>
[TestClass]
public class CorpusTests
{
    private static readonly string Folder = Path.Combine(WireVectorFolder.Checkout, "tests", "fuzz", "corpus");

    public static IEnumerable<object[]> Targets => AllTargets.Create().Select(target => new object[] { target.Name });

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public void Every_input_that_is_committed_keeps_every_promise_of_its_target(string name)
    {
        ITarget target = AllTargets.Create().Single(target => target.Name == name);
        (int Number, byte[] Input)[] lines = [.. new CorpusFile(PathOf(name)).ReadLines()];
        Assert.IsNotEmpty(lines);
        foreach ((int number, byte[] input) in lines)
        {
            Assert.IsLessThanOrEqualTo(target.MaxLength, input.Length, $"{name}.corpus:{number}");
            target.Run(input);
        }
        foreach (byte[] seed in target.Seeds()) target.Run(seed);
    }

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public void Every_corpus_is_written_as_a_run_would_write_it(string name)
    {
        Assert.AreEqual(CorpusFile.Text(new CorpusFile(PathOf(name)).Read()), File.ReadAllText(PathOf(name)));
    }

    [TestMethod]
    public void Every_corpus_belongs_to_a_target()
    {
        string[] files = [.. Directory.GetFileSystemEntries(Folder).Select(file => Path.GetFileName(file)).Order()];
        CollectionAssert.AreEqual(AllTargets.Create().Select(target => target.Name + CorpusFile.Extension).Order().ToList(), files);
    }

    private static string PathOf(string name) => Path.Combine(Folder, name + CorpusFile.Extension);

    [TestMethod]
    public void The_product_is_fuzzed_and_tested_here_with_overflow_checks() => Assert.IsTrue(Product.HasOverflowChecks);
}
