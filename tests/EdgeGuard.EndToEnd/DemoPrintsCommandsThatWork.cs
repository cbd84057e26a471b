using System;
using System.Linq;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class DemoPrintsCommandsThatWork
{
    [TestMethod]
    public void Each_command_that_it_invites_to_is_run_by_a_shell_as_it_is_printed()
    {
        using Executable demo = Executable.Cli("demo");
        demo.WaitForOutput("Ctrl-C ends it all");
        string[] commands =
        [
            .. demo.Output.Split('\n').SkipWhile(line => !line.Contains("In a second terminal", StringComparison.Ordinal)).Skip(1)
                .TakeWhile(line => !line.StartsWith("Events show", StringComparison.Ordinal))
                .Select(line => line.Trim()).Where(line => line.Length > 0),
        ];
        Assert.HasCount(8, commands, demo.Output);

        using Executable watch = Executable.Shell(commands[5]);
        watch.WaitForError("watching edgeguard/v1/+/+/events");
        Says(commands[0], 0, "   40   1200  0x04B0");
        Says(commands[1], 0, "written: 1000, from 40 on");
        Says(commands[2], 3, "exception 01, illegal function: the policy does not allow this request");
        Says(commands[3], 3, "exception 01, illegal function: the policy does not allow this request");
        Says(commands[4], 3, "refused: value not allowed; line 7 comes nearest");
        Says(commands[6], 0, "Operator (CN=panel, 127.0.0.1)");
        Says(commands[7], 0, "allow 3 unit 1 address 0-9");
        watch.WaitForOutput("refused  06 write single register unit 1 address 40 (4x00041) value 2000");
        watch.WaitForOutput("refused  90 program (Schneider Unity, UMAS)");
        watch.Signal("INT");
        Assert.AreEqual(0, watch.WaitForExit(), watch.Everything());
        demo.Signal("INT");
        Assert.AreEqual(0, demo.WaitForExit(), demo.Everything());
    }

    private static void Says(string command, int exitCode, string text)
    {
        using Executable run = Executable.Shell(command);
        Assert.AreEqual(exitCode, run.WaitForExit(), command + "\n" + run.Everything());
        Assert.Contains(text, run.Output + run.Errors);
    }
}
