using System.IO;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class DemoLeavesNothingBehind
{
    [TestMethod]
    public void Told_once_it_starts_a_central_console_that_has_every_refusal_and_leaves_no_file()
    {
        string temp = Directory.CreateTempSubdirectory("edgeguard-").FullName;
        using Executable demo = Executable.CliWithTemp(temp, "demo", "--once");
        Assert.AreEqual(0, demo.WaitForExit(), demo.Everything());
        StringAssert.Contains(demo.Output, "central console https://127.0.0.1:");
        StringAssert.Contains(demo.Output, "stored   6 of them, and no event is missing");
        // What .NET itself leaves there for debuggers is not the demo's.
        string[] left = [.. Directory.EnumerateFileSystemEntries(temp).Select(path => Path.GetFileName(path)!)
            .Where(name => !name.StartsWith("clr-debug-pipe", System.StringComparison.Ordinal)
                && !name.StartsWith("dotnet-diagnostic", System.StringComparison.Ordinal) && name != ".dotnet")];
        Assert.AreEqual("", string.Join(' ', left));
        Directory.Delete(temp, recursive: true);
    }

    [TestMethod]
    public void It_names_a_page_an_account_and_digits_that_Enter_makes_anew()
    {
        using Executable demo = Executable.Cli("demo");
        demo.WaitForOutput("Ctrl-C ends it all");
        StringAssert.Contains(demo.WaitForOutput("See the refusals in a browser"), "https://127.0.0.1:");
        StringAssert.Contains(demo.Output, "sign in as demo, password ");
        demo.Type("");
        Eventually.Is(() => demo.Output.Split("good once, for half a minute").Length == 3, "digits anew");
        demo.Signal("INT");
        Assert.AreEqual(0, demo.WaitForExit(), demo.Everything());
    }
}
