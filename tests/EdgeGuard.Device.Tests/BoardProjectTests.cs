using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Device.Tests;

/// <summary>The projects of the boards differ in their board and in nothing else.</summary>
[TestClass]
public sealed class BoardProjectTests
{
    // What only one family of processors has; the family's name begins the board's.
    private const string OfAProcessor = "nanoFramework.Hardware.";

    [TestMethod]
    public void A_folder_is_a_board_with_its_class_its_program_its_project_and_its_pin_map()
    {
        Assert.HasCount(BoardFolders.Names.Length, BoardFolders.Boards().Where(board => BoardFolders.Names.Contains(board.Name)).ToArray());
        string solution = File.ReadAllText(Path.Combine(WireVectorFolder.Checkout, "EdgeGuard.sln"));
        foreach (string name in BoardFolders.Names)
        {
            string[] files = [.. Values(name, "Compile")];
            CollectionAssert.Contains(files, name + ".cs");
            CollectionAssert.Contains(files, name + "Program.cs");
            string[] there = [.. Directory.GetFiles(Path.GetDirectoryName(BoardFolders.Project(name))!, "*.cs").Select(Path.GetFileName)!];
            CollectionAssert.AreEquivalent(there, files.Where(file => file != "AssemblyInfo.cs").ToArray(), name);
            Assert.Contains("\\EdgeGuard.Device." + name + ".nfproj", solution);
            Assert.IsTrue(File.Exists(Path.Combine(WireVectorFolder.Checkout, "hardware", name + ".pins.csv")), name);
        }
    }

    [TestMethod]
    public void All_images_are_made_of_the_same_assemblies()
    {
        foreach (string name in BoardFolders.Names)
        {
            CollectionAssert.AreEquivalent(
                Values(BoardFolders.Names[0], "ProjectReference").ToArray(), Values(name, "ProjectReference").ToArray(), name);
        }
    }

    [TestMethod]
    public void All_images_use_the_same_libraries_but_for_their_processors_own()
    {
        foreach (string name in BoardFolders.Names)
        {
            CollectionAssert.AreEquivalent(Libraries(BoardFolders.Names[0]), Libraries(name), name);
            foreach (string own in Values(name, "Reference").Where(library => library.StartsWith(OfAProcessor, StringComparison.Ordinal)))
            {
                Assert.StartsWith(own[OfAProcessor.Length..], name);
            }
        }
    }

    [TestMethod]
    public void The_packages_of_a_project_are_those_of_its_libraries()
    {
        foreach (string name in BoardFolders.Names)
        {
            string project = BoardFolders.Project(name);
            string config = Path.Combine(Path.GetDirectoryName(project)!, "packages.config");
            string[] packages = [.. XDocument.Load(config).Descendants("package").Select(Package)];
            string[] used = [.. Elements(name, "HintPath").Select(path => path.Value.Split('\\')[1])];
            CollectionAssert.AreEquivalent(packages, used, project);
        }
    }

    private static string[] Libraries(string name)
    {
        return [.. Values(name, "Reference").Where(library => !library.StartsWith(OfAProcessor, StringComparison.Ordinal))];
    }

    private static IEnumerable<string> Values(string name, string element)
    {
        return Elements(name, element).Select(e => (string)e.Attribute("Include")!).Select(value => value.Split('\\')[^1]);
    }

    private static IEnumerable<XElement> Elements(string name, string element)
    {
        return XDocument.Load(BoardFolders.Project(name)).Descendants().Where(e => e.Name.LocalName == element);
    }

    private static string Package(XElement package)
    {
        return (string)package.Attribute("id")! + "." + (string)package.Attribute("version")!;
    }
}
