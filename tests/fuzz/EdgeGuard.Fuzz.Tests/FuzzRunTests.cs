using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace EdgeGuard.Fuzz.Tests;

/// <summary>The loop finds what is there to be found, and does with it what its usage says.</summary>
[TestClass]
public sealed class FuzzRunTests : IDisposable
{
    private const string Word = "FUZZ";

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-fuzz-").FullName;
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
    }

    [TestMethod]
    public void A_fault_behind_four_letters_is_found_because_each_right_letter_leads_to_the_next()
    {
        Assert.AreEqual(ExitCode.Found, Run(new PlantedTarget(Word), "--runs", "400000"), _output.ToString());
        StringAssert.Contains(_output.ToString(), "the planted fault");
        StringAssert.Contains(_output.ToString(), "1 found");
        StringAssert.Contains(_output.ToString(), "4 edges");
    }

    [TestMethod]
    public void What_breaks_a_promise_is_cut_to_its_shortest_form_and_written_down()
    {
        WriteCorpus(Word + " and much behind it that does not matter");
        Run(new PlantedTarget(Word), "--runs", "1");
        string crash = Directory.GetFiles(Path.Combine(_folder, "crashes", "planted")).Single();
        StringAssert.StartsWith(Path.GetFileName(crash), "crash-");
        Assert.AreEqual(Word, Encoding.ASCII.GetString(File.ReadAllBytes(crash)));
    }

    [TestMethod]
    public void An_input_that_was_written_down_fails_again_when_it_is_replayed()
    {
        string file = Path.Combine(_folder, "input");
        File.WriteAllText(file, Word);
        Assert.ThrowsExactly<InvalidOperationException>(() => Run(new PlantedTarget(Word), "--replay", file));
        File.WriteAllText(file, "FUZ");
        Assert.AreEqual(ExitCode.Clean, Run(new PlantedTarget(Word), "--replay", file));
    }

    [TestMethod]
    public void A_line_of_a_corpus_can_be_replayed()
    {
        WriteCorpus("FUZ", Word);
        string corpus = Path.Combine(_folder, "corpus", "planted.corpus");
        Assert.AreEqual(ExitCode.Clean, Run(new PlantedTarget(Word), "--replay", corpus + ":2"));
        Assert.ThrowsExactly<InvalidOperationException>(() => Run(new PlantedTarget(Word), "--replay", corpus + ":3"));
        Assert.ThrowsExactly<CorpusException>(() => Run(new PlantedTarget(Word), "--replay", corpus + ":4"));
    }

    [TestMethod]
    public void Two_faults_in_different_places_are_two_finds()
    {
        int times = 0;
        var target = new PlantedTarget("F")
        {
            Fault = () =>
                throw (times++ % 2 == 0 ? new InvalidOperationException("one fault") : new NotSupportedException("another fault")),
        };
        Assert.AreEqual(ExitCode.Found, Run(target, "--runs", "20000"));
        StringAssert.Contains(_output.ToString(), "one fault");
        StringAssert.Contains(_output.ToString(), "another fault");
    }

    [TestMethod]
    public void A_target_without_a_fault_ends_with_0_and_writes_no_crash()
    {
        Assert.AreEqual(ExitCode.Clean, Run(new PlantedTarget(Word) { Fault = () => { } }, "--runs", "20000"), _output.ToString());
        Assert.IsFalse(Directory.Exists(Path.Combine(_folder, "crashes")));
    }

    [TestMethod]
    public void A_corpus_is_written_back_only_when_asked_and_then_holds_what_coverage_needs_and_no_more()
    {
        WriteCorpus("", "FU", "FU and more", "FUZ");
        var target = new PlantedTarget(Word) { Fault = () => { } };
        Run(target, "--runs", "10");
        Assert.HasCount(4, Corpus.Read().ToArray());
        Run(target, "--runs", "400000", "--keep");
        string[] kept = Corpus.Read().Select(Encoding.ASCII.GetString).OrderBy(text => text.Length).ToArray();
        CollectionAssert.AreEqual(new[] { "", "F", "FU", "FUZ", "FUZZ" }, kept);
    }

    [TestMethod]
    public void A_run_begins_with_what_the_corpus_holds()
    {
        WriteCorpus(Word);
        Assert.AreEqual(ExitCode.Found, Run(new PlantedTarget(Word), "--runs", "1"));
    }

    [TestMethod]
    public void A_run_that_sees_no_edge_says_that_it_proves_nothing()
    {
        Assert.AreEqual(ExitCode.Misused, Run(new BlindTarget(), "--runs", "10"));
        StringAssert.Contains(_output.ToString(), "not instrumented");
    }

    [TestMethod]
    public void Wrong_arguments_are_all_told_and_nothing_runs()
    {
        var problems = new List<string>();
        Assert.IsNull(FuzzOptions.Parse(["nothing", "--second", "5", "--seconds", "five"], [new PlantedTarget(Word)], problems));
        CollectionAssert.AreEqual(
            new[]
            {
                "there is no target 'nothing'; there are all, planted", "there is no option '--second'",
                "--seconds takes a number, not 'five'",
            }, problems);
    }

    private CorpusFile Corpus => new(Path.Combine(_folder, "corpus", "planted.corpus"));

    private void WriteCorpus(params string[] inputs) => Corpus.Write(inputs.Select(Encoding.ASCII.GetBytes));

    private int Run(ITarget target, params string[] more)
    {
        var problems = new List<string>();
        string[] args = [
            "planted", "--seconds", "60", "--seed", "1", "--corpus", Path.Combine(_folder, "corpus"), "--crashes",
            Path.Combine(_folder, "crashes"), .. more];
        FuzzOptions? options = FuzzOptions.Parse(args, [target], problems);
        Assert.IsNotNull(options, string.Join('\n', problems));
        return FuzzRun.Execute(options, new Coverage(), _output);
    }

    private sealed class BlindTarget : ITarget
    {
        public string Name => "planted";

        public int MaxLength => 8;

        public IEnumerable<byte[]> Seeds() => [];

        public void Run(byte[] input)
        {
        }
    }
}
