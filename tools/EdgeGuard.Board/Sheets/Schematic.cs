using System;
using System.Collections.Generic;
using EdgeGuard.Board.Drawing;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Board.Sheets;

/// <summary>All sheets of the board, in the order of their pages.</summary>
public static class Schematic
{
    /// <summary>Draws them.</summary>
    /// <param name="parts">The parts that they may ask for.</param>
    /// <param name="library">Where their symbols are; it knows the symbols of their nets afterwards.</param>
    public static IReadOnlyList<Sheet> Draw(PartList parts, out Library library)
    {
        library = new Library(Chips.All);
        var sheets = new List<Sheet>();
        foreach ((string name, string title, Action<Sheet> draw) in All)
        {
            var sheet = new Sheet(sheets.Count + 1, name, title, library, parts);
            draw(sheet);
            sheets.Add(sheet);
        }
        return sheets;
    }

    private static readonly (string Name, string Title, Action<Sheet> Draw)[] All =
    [
        ("power", "Power: 24 V to 5 V and 3.3 V", PowerSheet.Draw),
        ("processor", "Processor", ProcessorSheet.Draw),
        ("plant", "Plant Ethernet", PlantSheet.Draw),
        ("plc", "PLC Ethernet", PlcSheet.Draw),
        ("bus1", "Bus 1, isolated RS-485: the bus to the PLC", sheet => BusSheet.Draw(sheet, 1)),
        ("bus2", "Bus 2, isolated RS-485: the bus to the serial client", sheet => BusSheet.Draw(sheet, 2)),
        ("uart", "UART of bus 2", UartSheet.Draw),
        ("bypass", "Bypass from bus to bus", BypassSheet.Draw),
        ("console", "Console: USB, isolated", ConsoleSheet.Draw),
        ("panel", "Panel: lights, contacts, selects", PanelSheet.Draw),
        ("supervisor", "Clock and supervisor", SupervisorSheet.Draw),
    ];
}
