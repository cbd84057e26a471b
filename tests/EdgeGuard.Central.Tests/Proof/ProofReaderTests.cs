using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class ProofReaderTests
{
    [TestMethod]
    public async Task What_was_written_is_read_again()
    {
        ProofBatch[] batches = Batches();
        (ProofReader reader, List<ProofBatch> read) = ProofSamples.Read(await ProofSamples.File(batches, "site:plant-7", isWhole: false));
        Assert.AreEqual("", reader.Problem);
        Assert.AreEqual("site:plant-7", reader.Header!.Search);
        Assert.AreEqual(ProofSamples.At, reader.Header.ExportedAt);
        Assert.IsFalse(reader.End!.IsWhole);
        CollectionAssert.AreEqual(batches.Select(Text).ToArray(), read.Select(Text).ToArray());
    }

    [TestMethod]
    public async Task A_file_that_was_cut_off_anywhere_is_not_taken_for_a_whole_one()
    {
        string file = await ProofSamples.File(Batches());
        // Without its last line feed it says all that it said.
        for (int length = 0; length < file.Length - 1; length++)
        {
            Assert.AreNotEqual("", ProofSamples.Read(file[..length]).Reader.Problem, $"{length} characters of it");
        }
    }

    [TestMethod]
    public async Task A_line_that_was_taken_out_put_in_or_doubled_is_named()
    {
        string[] lines = (await ProofSamples.File(Batches())).TrimEnd('\n').Split('\n');
        Assert.AreEqual("line 4: it says 3 batches, and 2 stand before it", Problem([lines[0], lines[1], lines[2], lines[4]]));
        Assert.AreEqual("line 6: it says 3 batches, and 4 stand before it", Problem([.. lines[..2], .. lines[1..]]));
        Assert.AreEqual("line 6: something stands behind the last line", Problem([.. lines, "x"]));
        Assert.AreEqual("line 2: it is no batch", Problem([lines[0], "{}", .. lines[1..]]));
        Assert.AreEqual("it was cut off behind line 4: take it from the central console again", Problem(lines[..4]));
        StringAssert.Contains(Problem(lines[1..]), "it is no file with proofs");
        StringAssert.Contains(Problem([lines[0].Replace(":1,", ":2,"), .. lines[1..]]), "this is version 2 of the format");
    }

    [TestMethod]
    [DataRow("\"site\":\"plant-7\"", "\"site\":\"a/b\"", "its site and module are no names")]
    [DataRow("\"site\":\"plant-7\"", "\"site\":\"plant-7\",\"more\":1", "it is no batch")]
    [DataRow("\"site\":\"plant-7\"", "\"site\":\"plant-7\",\"site\":\"plant-7\"", "it is no batch")]
    [DataRow("\"site\":\"plant-7\",", "", "it is no batch")]
    [DataRow("\"site\":\"plant-7\"", "\"site\":null", "it is no batch")]
    [DataRow("\"batch\":\"", "\"batch\":\"*", "it is no batch")]
    public async Task A_batch_says_what_it_has_to_and_nothing_else(string from, string to, string problem)
    {
        string file = await ProofSamples.File(Batches());
        StringAssert.StartsWith(ProofSamples.Read(file.Replace(from, to)).Reader.Problem, "line 2: " + problem);
    }

    [TestMethod]
    public async Task Lines_without_an_end_take_no_memory_without_end()
    {
        string file = await ProofSamples.File([]);
        string first = file[..(file.IndexOf('\n') + 1)];
        StringAssert.Contains(ProofSamples.Read(first + new string('x', 2_000_000)).Reader.Problem, "characters");
    }

    [TestMethod]
    public async Task Whatever_stands_in_a_file_it_is_read_or_refused()
    {
        string file = await ProofSamples.File(Batches());
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Char).Sample((at, c) =>
        {
            (ProofReader reader, List<ProofBatch> batches) = ProofSamples.Read(file[..at] + c + file[(at + 1)..]);
            return reader.Problem.Length > 0 || batches.Count == 3;
        });
    }

    private static string Problem(string[] lines) => ProofSamples.Read(string.Join('\n', lines) + "\n").Reader.Problem;

    private static string Text(ProofBatch batch) => $"{batch.Site}/{batch.Module} {batch.ReceivedAt:O} {Convert.ToHexString(batch.Batch)}";

    private static ProofBatch[] Batches()
    {
        var module = new TestModule();
        return [.. Enumerable.Range(1, 3).Select(i => ProofSamples.Of(module, module.Next(i)))];
    }
}
