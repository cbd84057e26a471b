using System.CommandLine;
using System.IO;

namespace EdgeGuard.Host.Tests.Cli;

[TestClass]
public class OverviewHelpTests
{
    [TestMethod]
    public void The_overview_has_one_line_a_command_and_a_commands_own_help_has_all_of_it()
    {
        string overview = Help("--help");
        StringAssert.Contains(overview, "First sentence");
        Assert.IsFalse(overview.Contains("Second", System.StringComparison.Ordinal), overview);
        StringAssert.Contains(Help("child", "--help"), "Second");
    }

    [TestMethod]
    public void A_sentence_of_two_lines_is_shown_whole()
    {
        string overview = Help("--help");
        StringAssert.Contains(overview, "One that goes on");
        Assert.IsFalse(overview.Contains("Example", System.StringComparison.Ordinal), overview);
    }

    private static string Help(params string[] arguments)
    {
        var root = new RootCommand("root")
        {
            new Command("child", "First sentence. Second sentence.\nThird line."), new Command("other", "One that\ngoes on\n\nExample"),
        };
        OverviewHelp.Install(root);
        var output = new StringWriter();
        root.Parse(arguments).Invoke(new InvocationConfiguration { Output = output });
        return output.ToString();
    }
}
