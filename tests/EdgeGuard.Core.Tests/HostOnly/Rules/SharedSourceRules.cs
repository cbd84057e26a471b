using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Tests;

/// <summary>What holds for every file that also runs on the device (firmware/LANGUAGE.md).</summary>
[TestClass]
public sealed class SharedSourceRules
{
    internal static readonly string[] Shared =
    [
        "firmware/EdgeGuard.Modbus", "firmware/EdgeGuard.Policy", "firmware/EdgeGuard.Core", "firmware/EdgeGuard.Traffic",
        "firmware/EdgeGuard.Guard", "firmware/EdgeGuard.Settings", "firmware/EdgeGuard.Store", "firmware/EdgeGuard.Checks",
        "firmware/EdgeGuard.Terminal", "firmware/EdgeGuard.Shell", "firmware/EdgeGuard.Module",
    ];

    private const string Device = "firmware/EdgeGuard.Device";

    private static readonly string[] SharedTests =
    [
        "tests/EdgeGuard.Modbus.Tests", "tests/EdgeGuard.Policy.Tests", "tests/EdgeGuard.Core.Tests", "tests/EdgeGuard.Guard.Tests",
        "tests/EdgeGuard.Settings.Tests", "tests/EdgeGuard.Store.Tests", "tests/EdgeGuard.Shell.Tests",
    ];

    internal static readonly string[] WithThreads =
    [
        "firmware/EdgeGuard.Core/Reports/Reporter.cs", "firmware/EdgeGuard.Guard/Gateway/GatewayThreads.cs",
            "firmware/EdgeGuard.Shell/Terminal/ConsoleTerminal.cs",
    ];

    // What the gateway's threads run, and what a person asks a unit through it: a fault goes to GatewayThreads.Report.
    private static readonly string[] GatewayLoops =
    [
        "firmware/EdgeGuard.Guard/Gateway/Acceptor.cs", "firmware/EdgeGuard.Guard/Gateway/Gateway.cs",
            "firmware/EdgeGuard.Guard/Gateway/Recheck.cs", "firmware/EdgeGuard.Guard/Sessions/SessionLoop.cs",
            "firmware/EdgeGuard.Guard/Sessions/WaitingThreads.cs",
    ];

    [TestMethod]
    public void Every_shared_file_is_listed_once_for_the_device()
    {
        foreach (string folder in Shared)
        {
            ListsExactly(folder, file => !file.EndsWith("Properties/AssemblyInfo.cs", StringComparison.Ordinal));
        }
    }

    [TestMethod]
    public void Every_shared_test_is_listed_once_for_the_device()
    {
        foreach (string folder in SharedTests)
        {
            ListsExactly(folder, file => !file.StartsWith("HostOnly/", StringComparison.Ordinal)
                && !file.StartsWith("Properties/", StringComparison.Ordinal) && file != "NanoUsings.cs");
        }
    }

    [TestMethod]
    public void Shared_code_uses_no_sockets_files_or_environment()
    {
        foreach (string folder in Shared) FindsNothing(folder, @"System\.(Net|IO|Diagnostics)\b|\bEnvironment\.|\bConsole\.");
    }

    [TestMethod]
    public void Shared_code_reads_no_clock_but_its_port()
    {
        foreach (string folder in Shared) FindsNothing(folder, @"\b(UtcNow|TickCount64?|Stopwatch|TimeProvider)\b|DateTime\.(Now|Today)");
    }

    [TestMethod]
    public void Shared_code_waits_on_signals_only()
    {
        foreach (string folder in Shared)
        {
            FindsNothing(folder, @"Thread\.Sleep|SpinWait|ResetEvent|\bTimer\b|Monitor\.|Thread\.Yield");
        }
    }

    [TestMethod]
    public void Threads_begin_in_the_gateway_the_reporter_and_the_terminal_only()
    {
        CollectionAssert.AreEqual(WithThreads, FilesWith(@"new Thread\b"));
    }

    [TestMethod]
    public void Shared_code_has_no_conditional_compilation()
    {
        foreach (string folder in Shared) FindsNothing(folder, @"^\s*#(if|elif|else|define)");
    }

    [TestMethod]
    public void An_unsigned_number_becomes_a_signed_one_by_way_of_long()
    {
        // (int) of a uint is no instruction: to the interpreter the number stays unsigned, and so does what is made of it.
        foreach (string folder in Shared.Append(Device)) FindsNothing(folder, @"unchecked\(\((int\)(?!\(long\))|long\))");
    }

    [TestMethod]
    public void Texts_are_built_in_what_holds_more_than_the_interpreters_default()
    {
        const string Made = @"new (System\.Text\.)?StringBuilder\b|StringBuilder \w+ = new\(";
        foreach (string folder in Shared.Append(Device)) FindsNothingBut("Texts/TextBuilder.cs", folder, Made);
        foreach (string folder in SharedTests) FindsNothingBut("HostOnly/", folder, Made);
    }

    [TestMethod]
    public void Bytes_are_checked_before_they_become_a_text()
    {
        foreach (string folder in Shared.Append(Device)) FindsNothingBut("Texts/Utf8Text.cs", folder, @"\.Get(String|Chars)\(");
    }

    [TestMethod]
    public void What_the_interpreters_library_does_otherwise_is_not_called()
    {
        // ASCII alone changes case there; AppendLine writes CR LF; the exceptions of Parse are others, and FromBase64String takes anything.
        foreach (string folder in Shared.Append(Device))
        {
            FindsNothing(
                folder,
                @"\.(ToUpper|ToLower)(Invariant)?\(|\.AppendLine\("
                    + @"|\b(int|long|uint|byte|double|Convert)\.(Parse|TryParse|To(U?Int|Byte|Double)\w*)\(|FromBase64String\(");
        }
    }

    [TestMethod]
    public void Nothing_is_caught_where_it_could_be_forgotten()
    {
        // The gateway's, the reporter's and the terminal's threads end what failed, count and report it; nowhere else is anything caught.
        foreach (string file in FilesWith(@"\bcatch\b")) CollectionAssert.Contains(WithThreads.Concat(GatewayLoops).ToArray(), file);
        foreach (string file in GatewayLoops) StringAssert.Contains(SourceTree.Read("", file), "_threads.Report(fault);", file);
        foreach (string folder in Shared) FindsNothing(folder, @"catch\s*$|catch\s*\{");
    }

    private static string[] FilesWith(string pattern)
    {
        return Shared.SelectMany(
            folder => SourceTree.Find(folder, pattern).Select(hit => folder + "/" + hit.Split(':')[0])).Distinct().ToArray();
    }

    private static void FindsNothing(string folder, string pattern)
    {
        Assert.AreEqual("", string.Join('\n', SourceTree.Find(folder, pattern)), folder);
    }

    private static void FindsNothingBut(string except, string folder, string pattern)
    {
        IEnumerable<string> hits = SourceTree.Find(folder, pattern).Where(hit => !hit.StartsWith(except, StringComparison.Ordinal));
        Assert.AreEqual("", string.Join('\n', hits), folder);
    }

    // Every list below a folder, taken together: an assembly may stand in a folder of another one.
    private static void ListsExactly(string folder, Func<string, bool> isShared)
    {
        string root = Path.Combine(SourceTree.Root, folder);
        List<string> listed = Directory.GetFiles(root, "*.projitems", SearchOption.AllDirectories)
            .SelectMany(list => Listed(root, list))
            .Order(StringComparer.Ordinal)
            .ToList();
        List<string> there = SourceTree.Files(folder).Where(isShared).ToList();
        Assert.AreEqual("", string.Join('\n', there.Except(listed)), "not listed in " + folder);
        Assert.AreEqual("", string.Join('\n', listed.Except(there)), "listed in " + folder + " and not there");
        Assert.AreEqual(there.Count, listed.Count, "listed twice in " + folder);
    }

    private static IEnumerable<string> Listed(string root, string list)
    {
        string folder = Path.GetDirectoryName(list)!;
        return Regex.Matches(File.ReadAllText(list), @"Include=""\$\(MSBuildThisFileDirectory\)([^""]+)""")
            .Select(match => Path.GetFullPath(Path.Combine(folder, match.Groups[1].Value.Replace('\\', '/'))))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'));
    }
}
