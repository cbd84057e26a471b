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
    private const string Esp32 = "EdgeGuard.Device.nfproj";
    private const string Stm32 = "Boards/Stm32F769/EdgeGuard.Device.Stm32F769.nfproj";

    private static readonly HashSet<string> OfTheEsp32 = ["nanoFramework.Hardware.Esp32"];
    private static readonly HashSet<string> OfTheStm32 = ["nanoFramework.Runtime.Native", "nanoFramework.Hardware.Stm32"];

    [TestMethod]
    public void Both_images_are_made_of_the_same_assemblies()
    {
        CollectionAssert.AreEquivalent(Values(Esp32, "ProjectReference").ToArray(), Values(Stm32, "ProjectReference").ToArray());
    }

    [TestMethod]
    public void Both_images_use_the_same_libraries_but_for_their_processors_own()
    {
        CollectionAssert.AreEquivalent(Libraries(Esp32), Libraries(Stm32));
        Assert.IsFalse(Values(Stm32, "Reference").Any(OfTheEsp32.Contains));
    }

    [TestMethod]
    public void The_packages_of_a_project_are_those_of_its_libraries()
    {
        foreach (string project in new[] { Esp32, Stm32 })
        {
            string config = Path.Combine(Path.GetDirectoryName(Full(project))!, "packages.config");
            string[] packages = XDocument.Load(config).Descendants("package").Select(p => (string)p.Attribute("id")! + "." + (string)p.Attribute("version")!).ToArray();
            string[] used = XDocument.Load(Full(project)).Descendants().Where(e => e.Name.LocalName == "HintPath").Select(e => e.Value.Split('\\')[1]).ToArray();
            CollectionAssert.AreEquivalent(packages, used, project);
        }
    }

    private static string[] Libraries(string project)
    {
        return Values(project, "Reference").Where(name => !OfTheEsp32.Contains(name) && !OfTheStm32.Contains(name)).ToArray();
    }

    private static IEnumerable<string> Values(string project, string element)
    {
        return XDocument.Load(Full(project)).Descendants().Where(e => e.Name.LocalName == element)
            .Select(e => (string)e.Attribute("Include")!).Select(value => value.Split('\\')[^1]);
    }

    private static string Full(string project)
    {
        return Path.Combine(WireVectorFolder.Checkout, "firmware", "EdgeGuard.Device", project.Replace('/', Path.DirectorySeparatorChar));
    }
}
