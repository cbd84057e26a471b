using System;
using System.IO;
using EdgeGuard.Testing;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The committed schematic through KiCad's own eyes.</summary>
internal static class Schematics
{
    private static readonly Lazy<Netlist> Exported = new(Export);

    /// <summary>Its netlist. Ends the test where there is no KiCad.</summary>
    internal static Netlist Netlist => Exported.Value;

    internal static string Kicad => PeerProgram.Find("kicad-cli", "kicad, version 9 (Debian 12: from bookworm-backports)");

    private static Netlist Export()
    {
        string file = Path.Combine(Path.GetTempPath(), "edgeguard-" + Guid.NewGuid().ToString("N") + ".xml");
        Run run = Run.Of(Kicad, Folders.Board, "sch", "export", "netlist", "--format", "kicadxml", "-o", file, "edgeguard.kicad_sch");
        Assert.AreEqual(0, run.ExitCode, run.Output);
        Netlist netlist = Netlist.Read(File.ReadAllText(file));
        File.Delete(file);
        return netlist;
    }
}
