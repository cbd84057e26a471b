using System;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The story of whoever wants to see the console before there is a module: with the real program.</summary>
[TestClass]
public sealed class DemoLooksAtAFleet
{
    private readonly string _temp = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;

    [TestCleanup]
    public void End() => Directory.Delete(_temp, recursive: true);

    [TestMethod]
    public void It_prints_where_it_is_and_how_to_sign_in_and_keeps_what_came_where_it_was_told_to()
    {
        string data = Path.Combine(_temp, "kept");
        using (Executable demo = Executable.Central("demo", "--modules", "3", "--data", data))
        {
            StringAssert.StartsWith(demo.WaitForOutput("pages"), "pages    https://127.0.0.1:");
            string first = demo.WaitForOutput("sign in").Split("six digits ")[1];
            demo.WaitForOutput("Enter shows");
            Eventually.Is(() => Reporting(data) == 3, "each has told something");
            demo.Type("");
            Eventually.Is(() => demo.Output.Split("six digits ").Length == 3, "digits anew");
            Assert.AreEqual(6, first.Length);
            demo.Signal("INT");
            Assert.AreEqual(0, demo.WaitForExit(), demo.Everything());
        }
        using SqliteArchive read =
            SqliteArchive.Open(new ArchiveOptions(Path.Combine(data, "archive")), () => TestModule.Keys(), TimeProvider.System);
        Assert.HasCount(3, read.Modules());
        using Executable again = Executable.Central("demo", "--data", data);
        Assert.AreEqual(1, again.WaitForExit(), again.Everything());
        StringAssert.Contains(again.Errors, "is not empty");
    }

    // Another process has the archive: only what is committed can be read.
    private static int Reporting(string data)
    {
        var reader = new EventReader(Path.Combine(data, "archive"), TimeProvider.System, _ => { });
        return reader.Read(EventQuery.All, null, [], 1000).Items.Select(item => item.Event?.Site).Distinct().Count();
    }

    [TestMethod]
    public void A_number_of_modules_that_it_cannot_have_is_refused()
    {
        using Executable demo = Executable.Central("demo", "--modules", "0");
        Assert.AreEqual(2, demo.WaitForExit(), demo.Everything());
        StringAssert.Contains(demo.Errors, "--modules 0 is not from 1 to 2000");
        Assert.IsFalse(Directory.EnumerateFileSystemEntries(_temp).Any());
    }
}
