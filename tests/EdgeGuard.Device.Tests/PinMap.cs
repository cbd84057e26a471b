using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
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

/// <summary>Reads hardware/NAME.pins.csv: net, gpio, direction, function, why.</summary>
internal static class PinMap
{
    internal static IReadOnlyList<Pin> Read(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(WireVectorFolder.Checkout, "hardware", name + ".pins.csv"));
        Assert.AreEqual("net,gpio,direction,function,why", lines[0]);
        return lines.Skip(1).Select(line => line.Split(',')).Select(Of).ToList();
    }

    private static Pin Of(string[] cells)
    {
        Assert.HasCount(5, cells, string.Join(',', cells));
        Assert.IsTrue(cells[4].Length > 0, cells[0]);
        return new Pin(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3], cells[4]);
    }
}
