using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Policy;

namespace EdgeGuard.Host.Tests.Files;

/// <summary>Files that are named wrongly are told of, and not read to their end.</summary>
[TestClass]
public sealed class TextFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [TestMethod]
    public void The_longest_text_that_a_reader_takes_is_read_whatever_its_letters()
    {
        string text = new('€', GuardLimits.MaxPolicyText);
        File.WriteAllText(_path, text);
        Assert.AreEqual(text, TextFile.Read(_path, out string problem, out _));
        Assert.AreEqual("", problem);
    }

    [TestMethod]
    public void A_mark_before_the_text_does_no_harm()
    {
        File.WriteAllBytes(_path, [0xEF, 0xBB, 0xBF, .. "a"u8]);
        Assert.AreEqual("\uFEFFa", TextFile.Read(_path, out _, out _));
    }

    [TestMethod]
    public void A_text_that_is_not_UTF_8_is_refused_with_a_remedy()
    {
        File.WriteAllBytes(_path, [.. "role B"u8, 0xFC, .. "ro"u8]);
        Assert.IsNull(TextFile.Read(_path, out string problem, out string remedy));
        StringAssert.StartsWith(problem, "is not UTF-8");
        Assert.AreEqual("save the file as UTF-8", remedy);
    }

    [TestMethod]
    public void A_file_larger_than_any_text_is_refused()
    {
        File.WriteAllText(_path, new string('a', 3 * GuardLimits.MaxPolicyText + 4));
        Assert.IsNull(TextFile.Read(_path, out string problem, out _));
        StringAssert.Contains(problem, "has more than 196611 bytes");
    }

    [TestMethod]
    public void A_device_without_an_end_is_read_as_far_as_a_text_could_go()
    {
        if (!File.Exists("/dev/zero")) Assert.Inconclusive("no /dev/zero here");
        Assert.IsNull(TextFile.Read("/dev/zero", out string problem, out _));
        StringAssert.Contains(problem, "has more than");
        var problems = new List<FileProblem>();
        Assert.IsNull(PemFiles.Read("/dev/zero", problems));
        StringAssert.Contains(problems.Single().Message, "has more than");
    }

    [TestMethod]
    public void What_is_not_there_or_no_file_is_told()
    {
        Assert.IsNull(TextFile.Read("/nowhere/x.policy", out string problem, out _));
        StringAssert.StartsWith(problem, "cannot be read: ");
        Assert.IsNull(TextFile.Read(Path.GetTempPath(), out problem, out _));
        StringAssert.StartsWith(problem, "cannot be read: ");
    }
}
