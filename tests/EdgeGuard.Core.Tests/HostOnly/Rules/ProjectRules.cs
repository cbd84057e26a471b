using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Tests;

/// <summary>Which project may use which (firmware/README.md, "Who may use whom").</summary>
[TestClass]
public sealed class ProjectRules
{
    // Each may refer to what stands before it, and to nothing else.
    internal static readonly string[] Layers =
    [
        "EdgeGuard.Modbus", "EdgeGuard.Policy", "EdgeGuard.Core", "EdgeGuard.Traffic", "EdgeGuard.Guard", "EdgeGuard.Settings",
        "EdgeGuard.Store", "EdgeGuard.Checks", "EdgeGuard.Terminal", "EdgeGuard.Shell", "EdgeGuard.Module", "EdgeGuard.Device",
        "EdgeGuard.Device.Stm32F769", "EdgeGuard.Host",
    ];

    [TestMethod]
    public void Projects_refer_one_way()
    {
        string[] projects = Projects("*.csproj").Concat(Projects("*.nfproj")).ToArray();
        Assert.IsNotEmpty(projects);
        foreach (string project in projects)
        {
            int layer = LayerOf(project);
            foreach (string reference in References(project))
            {
                Assert.IsLessThan(layer, LayerOf(reference), $"{project} refers to {reference}");
            }
        }
    }

    [TestMethod]
    public void An_assembly_stands_in_a_folder_of_its_name_and_its_types_in_a_namespace_of_its_name()
    {
        foreach (string project in Projects("*.csproj"))
        {
            string folder = Path.GetDirectoryName(project)!;
            Assert.AreEqual(Path.Combine(SourceTree.Root, "firmware", Name(project)), folder);
            List<string> strangers = SourceTree.Find(Path.GetRelativePath(SourceTree.Root, folder), @"^namespace ")
                .Where(hit => !Regex.IsMatch(hit, @"namespace " + Regex.Escape(Name(project)) + @"[.;]"))
                .ToList();
            Assert.AreEqual("", string.Join('\n', strangers));
        }
    }

    [TestMethod]
    public void A_device_project_refers_to_all_that_its_host_project_sees()
    {
        // A .csproj sees what its references refer to; a .nfproj has to name each.
        foreach (string project in Projects("*.csproj").Where(p => File.Exists(Path.ChangeExtension(p, ".nfproj"))))
        {
            string[] seen = Closure(project).Order(StringComparer.Ordinal).ToArray();
            string[] named = References(Path.ChangeExtension(project, ".nfproj")).Select(Name).Order(StringComparer.Ordinal).ToArray();
            CollectionAssert.AreEqual(seen, named, project);
        }
    }

    [TestMethod]
    public void A_tool_refers_to_the_firmware_and_to_what_tools_share_and_never_to_another_tool()
    {
        // The console is among what is shared since the demo of the CLI starts it too.
        string[] shared = ["EdgeGuard.Pki", "EdgeGuard.Telemetry", "EdgeGuard.Central"];
        string[] tools = Directory.GetFiles(Path.Combine(SourceTree.Root, "tools"), "*.csproj", SearchOption.AllDirectories);
        Assert.IsGreaterThan(shared.Length, tools.Length);
        foreach (string tool in tools)
        {
            string[] strangers = [.. References(tool).Select(Name).Where(name => !Layers.Contains(name) && !shared.Contains(name))];
            Assert.AreEqual("", string.Join(' ', strangers), tool);
        }
    }

    private static IEnumerable<string> Closure(string project)
    {
        return References(project).SelectMany(reference => Closure(reference).Append(Name(reference))).Distinct();
    }

    private static string[] Projects(string pattern)
    {
        return Directory.GetFiles(Path.Combine(SourceTree.Root, "firmware"), pattern, SearchOption.AllDirectories);
    }

    private static string[] References(string project)
    {
        return Regex.Matches(File.ReadAllText(project), @"<ProjectReference Include=""([^""]+)""")
            .Select(match => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, match.Groups[1].Value.Replace('\\', '/'))))
            .ToArray();
    }

    private static int LayerOf(string project)
    {
        // A board's image is the device once more.
        string name = Name(project).StartsWith("EdgeGuard.Device.", StringComparison.Ordinal) ? "EdgeGuard.Device" : Name(project);
        int layer = Array.IndexOf(Layers, name);
        Assert.IsGreaterThanOrEqualTo(0, layer, project + " has no place among the layers");
        return layer;
    }

    private static string Name(string project)
    {
        return Path.GetFileNameWithoutExtension(project);
    }
}
