using System.Collections.Generic;
using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>The block diagram on the first sheet.</summary>
internal static class Blocks
{
    private const int Width = 30;
    private const int Height = 16;

    private static readonly Dictionary<string, Point> Places = new()
    {
        ["power"] = new Point(20, 20),
        ["supervisor"] = new Point(75, 20),
        ["console"] = new Point(130, 20),
        ["plant"] = new Point(20, 55),
        ["processor"] = new Point(75, 55),
        ["plc"] = new Point(130, 55),
        ["panel"] = new Point(20, 90),
        ["uart"] = new Point(75, 90),
        ["bus1"] = new Point(185, 55),
        ["bus2"] = new Point(130, 90),
        ["bypass"] = new Point(185, 90),
    };

    /// <summary>Corner by corner.</summary>
    internal static IReadOnlyList<Wire> Lines { get; } =
    [
        .. Level("power", "supervisor"), .. Level("plant", "processor"), .. Level("processor", "plc"), .. Level("panel", "uart"),
        .. Level("uart", "bus2"), .. Level("bus2", "bypass"), .. Path(new(101, 36), new(101, 55)), .. Path(new(101, 71), new(101, 90)),
        .. Path(new(213, 71), new(213, 90)), .. Path(new(157, 36), new(157, 47), new(104, 47), new(104, 55)),
        .. Path(new(104, 71), new(104, 82), new(209, 82), new(209, 71)),
    ];

    internal static IReadOnlyList<(string Text, Point At)> Notes { get; } =
    [
        Inside("power", "24 V to 5 V and 3.3 V,", "for all but the isolated sides"),
        Inside("supervisor", "SYS_RST to processor, panel,", "second UART and relays;", "the clock, on SPI"),
        Inside("console", "USB, isolated:", "the technician's console"),
        Inside("plant", "RMII:", "the plant's network"),
        Inside("processor", "ESP32-WROVER-E"),
        Inside("plc", "SPI:", "the PLC's network"),
        Inside("bus1", "COM2, isolated:", "the bus to the PLC"),
        Inside("panel", "SPI:", "lights, contacts, selects, resets"),
        Inside("uart", "SPI:", "the second bus's UART"),
        Inside("bus2", "isolated:", "the bus to the serial client"),
        Inside("bypass", "bus to bus,", "past the module"),
    ];

    internal static Area Of(string sheet)
    {
        Point at = Places[sheet];
        return Area.Of(at, at + new Point(Width, Height));
    }

    private static IEnumerable<Wire> Level(string left, string right)
    {
        return Path(Places[left] + new Point(Width, Height / 2), Places[right] + new Point(0, Height / 2));
    }

    private static IEnumerable<Wire> Path(params Point[] corners)
    {
        for (int i = 1; i < corners.Length; i++) yield return new Wire(corners[i - 1], corners[i]);
    }

    private static (string Text, Point At) Inside(string sheet, params string[] lines)
    {
        return (string.Join('\n', lines), Places[sheet] + new Point(1, 2));
    }
}
