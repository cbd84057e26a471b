using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Every part bears the temperature that the requirement names, but for those that hardware/README.md names beside it.</summary>
[TestClass]
public sealed class TemperatureTests
{
    private static PartList Parts { get; } = PartList.Read(Folders.Parts);

    /// <summary>What does not, as long as it is so: README.md has the reason of each.</summary>
    private static readonly string[] Waived =
    [
        "J front: B6B-PH-K-S bears -25 to 85, not -40 to 78", "J RJ45: HR911105A bears 0 to 70, not -40 to 78",
    ];

    [TestMethod]
    public void Every_part_bears_what_is_asked_but_those_that_are_named()
    {
        CollectionAssert.AreEqual(Waived, Faults(Parts.Lines).ToArray());
    }

    [TestMethod]
    public void The_requirement_names_each_part_that_does_not_and_its_range()
    {
        string row = File.ReadLines(Path.Combine(Folders.Hardware, "README.md")).Single(line => line.StartsWith("| Temperature"));
        foreach (PartLine part in Parts.Lines.Where(part => Waived.Any(fault => fault.StartsWith(part.Part + ":"))))
        {
            StringAssert.Contains(row, $"{part.Number}, {part.CelsiusMin} to {part.CelsiusMax} C");
        }
    }

    [TestMethod]
    public void A_jack_for_offices_a_crystal_for_rooms_and_a_coil_that_heats_itself_are_found()
    {
        PartLine jack = Parts.Find("J RJ45") with { CelsiusMin = -40, CelsiusMax = 85 };
        Assert.AreEqual("", string.Concat(Faults([jack])));
        Assert.AreEqual("J RJ45: HR911105A bears 0 to 70, not -40 to 78", Faults([jack with { CelsiusMin = 0, CelsiusMax = 70 }]).Single());
        PartLine crystal = Parts.Find("Y 25M") with { Number = "ABM8-25.000MHZ-B2-T", CelsiusMin = -20 };
        Assert.AreEqual("Y 25M: ABM8-25.000MHZ-B2-T bears -20 to 85, not -40 to 78", Faults([crystal]).Single());
        // 8 K in the case, and 6 K of its own: 84 degrees.
        Assert.AreEqual("L 47u", Faults([Parts.Find("L 47u") with { CelsiusMax = 83 }]).Single().Split(':')[0]);
        Assert.AreEqual(0, Faults([Parts.Find("L 47u") with { CelsiusMax = 85 }]).Count());
    }

    [TestMethod]
    public void A_case_with_more_heat_in_it_is_warmer()
    {
        Heat[] heat = [.. Heat.Read(), new Heat("U999", 2.0, 0, 125)];
        string[] faults = [.. Temperature.Faults([Parts.Find("K relay") with { CelsiusMax = 80 }], heat, Coils())];
        StringAssert.EndsWith(faults.Single(), "not -40 to 84");
    }

    [TestMethod]
    public void What_limits_the_air_is_the_same_in_both_tables()
    {
        Netlist board = Schematics.Netlist;
        foreach (Heat line in Heat.Read().Where(line => line.Rise == 0))
        {
            Assert.AreEqual(line.Limit, Parts.Find(board.Parts[line.Part].Part).CelsiusMax, line.Part);
        }
    }

    private static IEnumerable<string> Faults(IEnumerable<PartLine> parts)
    {
        return Temperature.Faults(parts, Heat.Read(), Coils());
    }

    private static Dictionary<string, string> Coils()
    {
        Netlist board = Schematics.Netlist;
        return Heat.Read().Where(line => board.Parts[line.Part].Symbol == "L")
            .ToDictionary(line => line.Part, line => board.Parts[line.Part].Part);
    }
}
