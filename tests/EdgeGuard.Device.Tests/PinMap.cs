using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Device.Tests;

/// <summary>A board's pins as the hardware folder has them.</summary>
/// <param name="Net">Name of the net, as in the schematic.</param>
/// <param name="Gpio">The pin's number on the processor.</param>
/// <param name="Direction">in, out, both.</param>
/// <param name="Function">As nanoFramework calls it; GPIO: the firmware drives or reads it; unused: nobody does; otherwise what the image
/// does with it by itself.</param>
/// <param name="Why">What hangs on it, and what had to be thought of.</param>
internal sealed record Pin(string Net, int Gpio, string Direction, string Function, string Why);

/// <summary>A pin of a board's expander as the hardware folder has it.</summary>
/// <param name="Net">Name of the net, as in the schematic.</param>
/// <param name="Port">A: the firmware drives it; B: it reads it.</param>
/// <param name="Number">Its number in the port.</param>
/// <param name="Direction">in, out.</param>
internal sealed record PanelPin(string Net, char Port, int Number, string Direction)
{
    internal byte Mask => (byte)(1 << Number);
}

/// <summary>Reads the maps in hardware/.</summary>
internal static class PinMap
{
    /// <summary>NAME.pins.csv: net, gpio, direction, function, why.</summary>
    internal static IReadOnlyList<Pin> Read(string name)
    {
        return Rows(name + ".pins.csv", "net,gpio,direction,function,why").Select(Of).ToList();
    }

    /// <summary>NAME.panel.csv: net, pin, direction, why.</summary>
    internal static IReadOnlyList<PanelPin> ReadPanel(string name)
    {
        return Rows(name + ".panel.csv", "net,pin,direction,why").Select(OfPanel).ToList();
    }

    private static IEnumerable<string[]> Rows(string file, string head)
    {
        string[] lines = File.ReadAllLines(Path.Combine(WireVectorFolder.Checkout, "hardware", file));
        Assert.AreEqual(head, lines[0]);
        foreach (string[] cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            Assert.HasCount(head.Split(',').Length, cells, string.Join(',', cells));
            Assert.IsTrue(cells[^1].Length > 0, cells[0]);
            yield return cells;
        }
    }

    private static Pin Of(string[] cells)
    {
        return new Pin(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3], cells[4]);
    }

    private static PanelPin OfPanel(string[] cells)
    {
        StringAssert.Matches(cells[1], new Regex("^GP[AB][0-7]$"));
        return new PanelPin(cells[0], cells[1][2], cells[1][3] - '0', cells[2]);
    }
}
