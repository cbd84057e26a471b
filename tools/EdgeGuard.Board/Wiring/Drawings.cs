using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Board.Wiring;

/// <summary>The drawings of the install guides. What is beside a terminal comes from <see cref="Terminals"/>.</summary>
public static class Drawings
{
    private const double Width = 170;
    private const string Plant = "#1f5fae";
    private const string Machine = "#b3541e";
    private const string Black = "black";

    // What the other end's manual may call the wires of a bus.
    private static readonly string[] There = ["D1, B/B', +", "D0, A/A', -", "common, 0 V", "shield"];

    /// <summary>File name and text of each.</summary>
    public static IEnumerable<(string Name, string Text)> All()
    {
        yield return ("ethernet.svg", Ethernet());
        yield return ("serial.svg", Serial());
        yield return ("linux.svg", Linux());
        yield return ("palthree.svg", Palthree());
        yield return ("jig.svg", Jig());
    }

    /// <summary>Writes them into a folder.</summary>
    public static void Write(string folder)
    {
        foreach ((string name, string text) in All()) File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static string Ethernet()
    {
        var svg = new Svg("The module in the network cable of a PLC", Width, 60);
        svg.Box(2, 10, 34, 24, "plant switch", "clients, broker");
        svg.Box(66, 10, 40, 38, "EdgeGuard");
        svg.Box(134, 10, 34, 24, "PLC", "address as before");
        InTheCable(svg, 66, 106, 22, "PLANT", "PLC");
        svg.Contact(106, 38, "USB", "end", -2);
        svg.Wire(Black, true, 107, 38, 116, 38);
        svg.Text(117, 39, "laptop");
        Supply(svg, 74, 48);
        ByHand(svg, 55);
        svg.Text(86, 6, "No relay bridges Ethernet: without power the PLC cannot be reached.", "middle", true);
        return svg.End();
    }

    private static string Serial()
    {
        var svg = new Svg("The module in the serial cable of a PLC", Width, 75);
        svg.Box(2, 14, 32, 44, "serial client", "HMI, SCADA");
        svg.Box(58, 14, 54, 46, "EdgeGuard");
        svg.Box(136, 14, 32, 44, "PLC", "units of the bus");
        Bus(svg, Terminals.Bus2, 58, 2, 34, Plant);
        Bus(svg, Terminals.Bus1, 112, -2, 136, Machine);
        svg.Wire(Black, true, 72, 47, 98, 47);
        svg.Text(85, 45.5, "bypass: 3 relays", "middle");
        svg.Text(85, 51, "key: A, B, C straight on", "middle");
        Supply(svg, 72, 60);
        svg.Text(46, 12, "shield: at one end", "middle");
        svg.Text(124, 12, "shield: at one end", "middle");
        svg.Text(85, 6, "Without power the relays are released: the client and the PLC are apart.", "middle", true);
        svg.Text(2, 68, "Bus end, switches beside BUS 1 and BUS 2, all open as delivered:");
        svg.Text(2, 72.5, "2 = 120 Ohm between A and B, where the module is an end; 1 and 3 = idle level, once a bus.");
        return svg.End();
    }

    private static string Linux()
    {
        var svg = new Svg("A Linux computer in the network cable of a PLC", Width, 52);
        svg.Box(2, 10, 34, 24, "plant switch", "clients, broker");
        svg.Box(62, 10, 48, 28, "Linux computer", "edgeguard-module");
        svg.Box(134, 10, 34, 24, "PLC", "address as before");
        InTheCable(svg, 62, 110, 24, "plant0", "plc0");
        svg.Text(86, 33, "no forwarding between", "middle");
        ByHand(svg, 47);
        svg.Text(86, 6, "Without power, or with the program stopped, the PLC cannot be reached.", "middle", true);
        return svg.End();
    }

    private static string Palthree()
    {
        var svg = new Svg("OrgPal's PALTHREE as a module before a serial bus", Width, 60);
        svg.Box(2, 12, 34, 20, "plant switch", "2 clients at most");
        svg.Box(62, 8, 48, 44, "PALTHREE", "STM32F769");
        svg.Box(134, 12, 34, 20, "PLC", "units of the bus");
        svg.Contact(36, 24, "", "start", 0);
        svg.Contact(62, 24, "network", "start", 2);
        svg.Wire(Plant, false, 37, 24, 61, 24);
        svg.Contact(110, 22, "RS-485 A", "end", -2);
        svg.Contact(110, 27, "RS-485 B", "end", -2);
        svg.Wire(Machine, false, 111, 22, 134, 22);
        svg.Wire(Machine, false, 111, 27, 134, 27);
        svg.Contact(110, 36, "port 0: PC6", "end", -2);
        svg.Contact(110, 41, "PC7", "end", -2);
        svg.Contact(110, 46, "0 V", "end", -2);
        svg.Box(134, 34, 34, 16, "USB adapter", "3.3 V, isolated");
        svg.Wire(Black, false, 111, 36, 134, 36);
        svg.Wire(Black, false, 111, 41, 134, 41);
        svg.Wire(Black, false, 111, 46, 134, 46);
        svg.Text(122, 35, "to its RXD", "middle");
        svg.Text(122, 40, "to its TXD", "middle");
        svg.Text(2, 57, "RS-485: switched by the board itself, its 120 Ohm kept off. No key, no bypass, no lights.");
        return svg.End();
    }

    private static string Jig()
    {
        var svg = new Svg("The test jig", Width, 84);
        svg.Box(60, 8, 50, 62, "module under test");
        svg.Box(2, 8, 38, 18, "supply 0 to 36 V", "limit 0.5 A");
        svg.Box(2, 32, 38, 18, "RS-485 adapter A", "isolated, on a PC");
        svg.Box(2, 56, 38, 18, "RS-485 adapter B", "isolated, on a PC");
        svg.Box(130, 8, 38, 18, "network adapter A", "clients");
        svg.Box(130, 32, 38, 18, "network adapter B", "the simulated PLC");
        svg.Box(130, 56, 38, 18, "USB: console", "and DEBUG, 3.3 V");
        JigWire(svg, 40, 60, 20, Terminals.Supply, true);
        JigWire(svg, 40, 60, 42, Terminals.Bus1, true);
        JigWire(svg, 40, 60, 64, Terminals.Bus2, true);
        JigWire(svg, 130, 110, 20, "PLANT", false);
        JigWire(svg, 130, 110, 42, "PLC", false);
        JigWire(svg, 130, 110, 62, "USB", false);
        JigWire(svg, 130, 110, 68, Terminals.Debug, false);
        svg.Text(85, 52, Terminals.Front + ": key, case contact", "middle");
        string front = string.Join(", ", Terminals.Of(Terminals.Front).Select(terminal => $"{terminal.Pin} {terminal.Mark}"));
        string debug = string.Join(", ", Terminals.Of(Terminals.Debug).Select(terminal => $"{terminal.Pin} {terminal.Mark}"));
        svg.Text(2, 79, $"{Terminals.Front}: {front}");
        svg.Text(2, 83, $"{Terminals.Debug}: {debug}");
        return svg.End();
    }

    // The old cable ends at the module, a new one leads on.
    private static void InTheCable(Svg svg, double left, double right, double y, string plant, string plc)
    {
        svg.Contact(36, y, "", "start", 0);
        svg.Contact(left, y, plant, "start", 2);
        svg.Contact(right, y, plc, "end", -2);
        svg.Contact(134, y, "", "end", 0);
        svg.Wire(Plant, false, 37, y, left - 1, y);
        svg.Text((37 + left) / 2, y - 2, "the old cable", "middle");
        svg.Wire(Machine, false, right + 1, y, 133, y);
        svg.Text((right + 133) / 2, y - 2, "new, straight", "middle");
    }

    private static void ByHand(Svg svg, double y)
    {
        svg.Wire(Plant, true, 46, 24, 46, y - 3, 128, y - 3, 128, 30, 134, 30);
        svg.Text(86, y + 1, "by hand, when the module has failed: the old cable back into the PLC. Nothing is guarded then.", "middle");
    }

    private static void JigWire(Svg svg, double from, double to, double y, string mark, bool isLeft)
    {
        svg.Contact(to, y, mark, isLeft ? "start" : "end", isLeft ? 2 : -2);
        svg.Wire(Black, false, from, y, isLeft ? to - 1 : to + 1, y);
    }

    private static void Bus(Svg svg, string connector, double x, double markX, double other, string colour)
    {
        string anchor = markX > 0 ? "start" : "end";
        svg.Text(x + markX, 24, connector, anchor, true);
        IReadOnlyList<Terminal> terminals = Terminals.Of(connector);
        for (int i = 0; i < terminals.Count; i++)
        {
            double y = 28 + 5.5 * i;
            svg.Contact(x, y, $"{terminals[i].Pin} {terminals[i].Mark}", anchor, markX);
            svg.Wire(colour, terminals[i].Mark == "SH", x - markX / 2, y, other, y);
            svg.Text(other + (markX > 0 ? -2 : 2), y + 1, There[i], markX > 0 ? "end" : "start");
        }
    }

    private static void Supply(Svg svg, double x, double y)
    {
        IReadOnlyList<Terminal> terminals = Terminals.Of(Terminals.Supply);
        for (int i = 0; i < terminals.Count; i++)
        {
            double at = x + 9 * i;
            svg.Contact(at, y, "", "middle", 0);
            svg.Text(at, y - 2, $"{terminals[i].Pin} {terminals[i].Mark}", "middle");
        }
    }
}
