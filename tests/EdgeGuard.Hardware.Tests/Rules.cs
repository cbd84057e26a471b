using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Hardware.Tests;

/// <summary>What the board's netlist has to be like. Each rule gives one line a fault, with the part or net in it.</summary>
internal static class Rules
{
    private const string Ground = "GND";

    private static readonly string[] Grounds = [Ground, "GNDI1", "GNDI2", "GNDU", "PE"];

    /// <summary>A net, what holds it while nobody drives it, and where to.</summary>
    internal static readonly (string Net, string Rail)[] Held =
    [
        ("ETH_CLK", "+3V3"), ("PANEL_CS", "+3V3"), ("PLC_CS", "+3V3"), ("PLC_INT", "+3V3"), ("PLC_MISO", "+3V3"), ("BUS_RX", "+3V3"),
        ("CONSOLE_RX", "+3V3"), ("BUS2_RX", "+3V3"), ("SYS_RST", "+3V3"), ("ETH_RST", Ground), ("CONSOLE_TX", Ground), ("WATCHDOG", Ground),
        ("BUS_DE", Ground), ("BUS2_DE", Ground), ("PLC_RST", Ground), ("RTC_SEL", Ground), ("BUS2_SEL", Ground), ("RELAY", Ground),
    ];

    /// <summary>What a chip's datasheet wants at a pin, to ground, and nothing else.</summary>
    private static readonly (string Symbol, string Pin, string Parts)[] ByDatasheet =
    [
        ("LAN8720A", "24", "R 12k1"), ("LAN8720A", "6", "C 1u, C 470p"), ("W5500", "10", "R 12k4"), ("W5500", "20", "C 4u7"),
        ("W5500", "22", "C 10n"), ("LM5164", "4", "R 41k2"),
    ];

    /// <summary>Volts of each supply at the most.</summary>
    internal static readonly Dictionary<string, double> Volts = new()
    {
        ["+24V"] = 46,
        ["+5V"] = 5.3,
        ["+3V3"] = 3.5,
        ["+3V3E"] = 3.5,
        ["+3V3P"] = 3.5,
        ["VISO1"] = 3.6,
        ["VISO2"] = 3.6,
        ["+3V3U"] = 3.6,
        ["VBUS"] = 5.5,
    };

    internal static IEnumerable<string> PinMap(Netlist netlist)
    {
        Component processor = netlist.With("ESP32-WROVER-E").Single();
        Dictionary<int, string> pins = netlist.Nets.SelectMany(net => net.Value.Where(node => node.Reference == processor.Reference)
            .Select(node => (Gpio: Gpio(node.Function), Net: net.Key))).Where(pin => pin.Gpio >= 0)
                .ToDictionary(pin => pin.Gpio, pin => pin.Net);
        Dictionary<int, string> map = Rows("Esp32Wrover.pins.csv")
            .ToDictionary(row => int.Parse(row[1], CultureInfo.InvariantCulture), row => row[0]);
        foreach (int gpio in pins.Keys.Union(map.Keys).Order())
        {
            string drawn = pins.GetValueOrDefault(gpio, "nothing");
            string mapped = map.GetValueOrDefault(gpio, "nothing");
            if (drawn != mapped) yield return $"GPIO{gpio}: {drawn} on the sheet, {mapped} in the map";
        }
    }

    internal static IEnumerable<string> PanelMap(Netlist netlist)
    {
        string expander = netlist.With("MCP23S17").Single().Reference;
        foreach (string[] row in Rows("Esp32Wrover.panel.csv"))
        {
            bool isThere = netlist.On(row[0]).Any(node => node.Reference == expander && node.Function == row[1]);
            if (!isThere) yield return $"{row[0]} is not at {row[1]} of the expander";
        }
    }

    internal static IEnumerable<string> Levels(Netlist netlist)
    {
        foreach ((string net, string rail) in Held)
        {
            double[] held = [.. netlist.Between("R", net, rail).Select(part => Netlist.Number(part.Value))];
            bool isHeld = held.Length == 1 && held[0] is >= 4_700 and <= 10_000;
            if (!isHeld) yield return $"{net} is not held at {rail} by one resistor of 4k7 to 10k";
            string other = rail == Ground ? "+3V3" : Ground;
            if (netlist.Between("R", net, other).Any()) yield return $"{net} is pulled to {other} as well";
        }
    }

    internal static IEnumerable<string> Capacitors(Netlist netlist)
    {
        foreach (string supply in Volts.Keys)
        {
            int chips = netlist.On(supply)
                .Where(node => node.Kind.StartsWith("power_in", StringComparison.Ordinal) && node.Reference[0] == 'U')
                .Select(node => node.Reference).Distinct().Count();
            int capacitors = Grounds.Sum(ground => netlist.Between("C", supply, ground).Count(part => Netlist.Number(part.Value) >= 10e-9));
            if (capacitors < Math.Max(chips, 1)) yield return $"{supply} feeds {chips} chips and has {capacitors} capacitors";
        }
    }

    internal static IEnumerable<string> Ratings(Netlist netlist)
    {
        foreach ((string supply, double volts) in Volts)
        {
            foreach (Component part in Grounds.SelectMany(ground => netlist.Between("C", supply, ground)
                .Concat(netlist.Between("C_Polarized", supply, ground))))
            {
                double rated = Rated(part);
                if (rated < 1.5 * volts) yield return $"{part.Reference} at {supply} bears {rated} V, less than 1.5 x {volts} V";
            }
        }
    }

    internal static IEnumerable<string> Isolation(Netlist netlist)
    {
        var domains = new Domains(netlist.Nets.Keys);
        foreach (Component part in netlist.Parts.Values.Where(part => !MayCross(part)))
        {
            string[] nets = [.. netlist.Nets.Where(net => net.Value.Any(node => node.Reference == part.Reference)).Select(net => net.Key)];
            for (int i = 1; i < nets.Length; i++) domains.Join(nets[0], nets[i]);
        }
        for (int i = 0; i < Grounds.Length; i++)
        {
            foreach (string other in Grounds.Skip(i + 1).Where(other => domains.AreOne(Grounds[i], other)))
            {
                yield return $"{Grounds[i]} and {other} are not apart";
            }
        }
    }

    internal static IEnumerable<string> Bus(Netlist netlist)
    {
        foreach (int bus in new[] { 1, 2 })
        {
            string end = netlist.With("Switch_DIP_3").Single(part => netlist.NetOf(part.Reference, "6") == $"LINE{bus}_A").Reference;
            double up = Sum(netlist, netlist.NetOf(end, "1"), $"VISO{bus}");
            double down = Sum(netlist, netlist.NetOf(end, "3"), $"GNDI{bus}");
            double termination = Sum(netlist, netlist.NetOf(end, "2"), $"LINE{bus}_A");
            if (termination is < 114 or > 126) yield return $"bus {bus} is terminated by {termination} Ohm instead of 120";
            double both = termination * 120 / (termination + 120);
            double idle = 3.0 * both / (up + down + both);
            if (!(idle >= 0.2)) yield return $"bus {bus} idles at {idle:0.000} V, less than 0.2 V";
        }
    }

    internal static IEnumerable<string> Reset(Netlist netlist)
    {
        IReadOnlyList<Node> reset = netlist.On("SYS_RST");
        foreach (string symbol in new[] { "ESP32-WROVER-E", "MCP23S17", "SC16IS740", "N_MOSFET", "TPS3808G33", "MAX6369" })
        {
            if (!reset.Any(node => netlist.Parts[node.Reference].Symbol == symbol)) yield return $"SYS_RST does not reach the {symbol}";
        }
        foreach (Node node in reset.Where(node => node.Kind is "output" or "bidirectional" or "tri_state" or "power_out"))
        {
            yield return $"{node.Reference} drives SYS_RST and is no open drain";
        }
    }

    internal static IEnumerable<string> Relays(Netlist netlist)
    {
        string[] coils = [.. netlist.With("Relay_DPDT").Select(relay => netlist.NetOf(relay.Reference, "8")).Distinct()];
        if (coils.Length != 1 || netlist.With("Relay_DPDT").Any(relay => netlist.NetOf(relay.Reference, "1") != "KEY_COIL"))
        {
            yield return "the coils do not hang side by side between KEY_COIL and one transistor";
            yield break;
        }
        Component[] upper = [.. netlist.With("N_MOSFET").Where(part => netlist.NetOf(part.Reference, "3") == coils[0])];
        if (upper.Length != 1 || netlist.NetOf(upper[0].Reference, "1") != "RELAY") yield return "RELAY does not switch the coils";
        bool isGated = upper.Length == 1 && netlist.With("N_MOSFET").Any(part => netlist.NetOf(part.Reference, "1") == "SYS_RST"
            && netlist.NetOf(part.Reference, "3") == netlist.NetOf(upper[0].Reference, "2")
                && netlist.NetOf(part.Reference, "2") == Ground);
        if (!isGated) yield return "a reset does not release the relays";
        foreach (Node node in netlist.On("KEY_COIL")
            .Where(node => netlist.Parts[node.Reference].Symbol is not ("Relay_DPDT" or "D" or "Header_6")))
        {
            yield return $"{node.Reference} feeds the coils past the key switch";
        }
        if (!netlist.With("D")
            .Any(diode => netlist.NetOf(diode.Reference, "1") == "KEY_COIL" && netlist.NetOf(diode.Reference, "2") == coils[0]))
        {
            yield return "no diode across the coils";
        }
    }

    internal static IEnumerable<string> Contacts(Netlist netlist)
    {
        foreach (Component relay in netlist.With("Relay_DPDT"))
        {
            foreach ((string common, string released) in new[] { ("3", "2"), ("6", "7") })
            {
                string terminal = netlist.NetOf(relay.Reference, common);
                string line = netlist.NetOf(relay.Reference, released);
                bool isBus = terminal.StartsWith("TERM", StringComparison.Ordinal) && terminal[^1] != 'C';
                if (isBus && line != terminal.Replace("TERM", "LINE")) yield return $"{relay.Reference} released has {terminal} at {line}";
            }
        }
    }

    internal static IEnumerable<string> Converters(Netlist netlist)
    {
        foreach ((string symbol, double reference, string supply, double volts) in new[] { ("LM5164", 1.2, "+5V", 5.0),
            ("TLV62569DBV", 0.6, "+3V3", 3.3) })
        {
            double given = Given(netlist, symbol, reference, supply);
            if (!(Math.Abs(given / volts - 1) <= 0.02)) yield return $"the {symbol} gives {given:0.00} V instead of {volts} V";
        }
    }

    /// <summary>Volts that a converter gives by its divider.</summary>
    internal static double Given(Netlist netlist, string symbol, double reference, string supply)
    {
        string feedback = netlist.NetOf(netlist.With(symbol).Single().Reference, "5");
        return reference * (1 + Sum(netlist, feedback, supply) / Sum(netlist, feedback, Ground));
    }

    internal static IEnumerable<string> Lights(Netlist netlist)
    {
        foreach (string net in new[] { "LIGHT_GREEN", "LIGHT_AMBER", "LIGHT_RED" })
        {
            Component? resistor = netlist.On(net).Select(node => netlist.Parts[node.Reference]).FirstOrDefault(part => part.Symbol == "R");
            double milliamperes = resistor == null ? double.PositiveInfinity : 1000 * (3.3 - 2.0) / Netlist.Number(resistor.Value);
            if (milliamperes is < 2 or > 5) yield return $"{net} carries {milliamperes:0.0} mA, not 2 to 5";
        }
    }

    /// <summary>A light of a jack shines from its anode, 9 and 12 of the HR911105A, to its cathode, 10 and 11. The anode hangs at the
    /// resistor, so whoever turns a light round turns that round as well.</summary>
    internal static IEnumerable<string> Jacks(Netlist netlist)
    {
        foreach (string jack in netlist.With("RJ45_Magnetics").Select(part => part.Reference))
        {
            foreach ((string anode, string cathode) in new[] { ("9", "10"), ("12", "11") })
            {
                bool isFed = netlist.On(netlist.NetOf(jack, anode)).Any(node => netlist.Parts[node.Reference].Symbol == "R");
                bool isSwitched = netlist.On(netlist.NetOf(jack, cathode)).All(node => netlist.Parts[node.Reference].Symbol != "R")
                    || netlist.NetOf(jack, cathode) == Ground;
                if (!isFed || !isSwitched) yield return $"{jack} has no resistor at anode {anode}, or one at cathode {cathode}";
            }
        }
    }

    internal static IEnumerable<string> Selects(Netlist netlist)
    {
        string gates = netlist.With("74LVC2G00").Single().Reference;
        foreach ((string select, string output, string[] inputs) in new[] { ("RTC", "7", new[] { "1", "2" }), ("BUS2", "3", ["5", "6"]) })
        {
            string[] nets = [.. inputs.Select(pin => netlist.NetOf(gates, pin)).Order(StringComparer.Ordinal)];
            string[] wanted = [.. new[] { "PANEL_CS", select + "_SEL" }.Order(StringComparer.Ordinal)];
            if (!nets.SequenceEqual(wanted) || netlist.NetOf(gates, output) != select + "_CS")
            {
                yield return $"{select}_CS is not low for {select}_SEL high and PANEL_CS high alone";
            }
        }
    }

    internal static IEnumerable<string> Usb(Netlist netlist)
    {
        string socket = netlist.With("USB_C").Single().Reference;
        string[] lines = [netlist.NetOf(socket, "A5"), netlist.NetOf(socket, "B5")];
        bool isRight = lines[0] != lines[1] && lines.All(line => Sum(netlist, line, "GNDU") is > 4_590 and < 5_610);
        if (!isRight) yield return "CC1 and CC2 have not 5.1 kOhm each: no charger or laptop switches its supply on";
    }

    internal static IEnumerable<string> Datasheets(Netlist netlist)
    {
        foreach ((string symbol, string pin, string wanted) in ByDatasheet)
        {
            string net = netlist.NetOf(netlist.With(symbol).Single().Reference, pin);
            IEnumerable<Component> parts = netlist.Between("R", net, Ground).Concat(netlist.Between("C", net, Ground));
            string found = string.Join(", ", parts.Select(part => part.Part).Order(StringComparer.Ordinal));
            bool isAlone = netlist.On(net).Count == 1 + wanted.Split(", ").Length;
            if (found != wanted || !isAlone) yield return $"pin {pin} of the {symbol} has {found} to ground instead of {wanted} alone";
        }
    }

    internal static IReadOnlyList<string[]> Rows(string file)
    {
        return [.. File.ReadLines(Path.Combine(Folders.Hardware, file)).Skip(1).Select(line => line.Split(','))];
    }

    private static int Gpio(string function)
    {
        if (function is "TXD0") return 1;
        if (function is "RXD0") return 3;
        if (function is "SENSOR_VP") return 36;
        if (function is "SENSOR_VN") return 39;
        Match match = Regex.Match(function, "^IO([0-9]+)$");
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;
    }

    private static bool MayCross(Component part)
    {
        return part.Symbol is "ADM2587E" or "ISO7721" or "Relay_DPDT" or "GDT" || part.Part is "C 4n7 Y" or "R 1M"
            || part.Reference[0] == 'J';
    }

    private static double Sum(Netlist netlist, string net, string other)
    {
        return netlist.Between("R", net, other).Select(part => Netlist.Number(part.Value)).DefaultIfEmpty(double.NaN).Single();
    }

    private static double Rated(Component part)
    {
        string rating = Board.Parts.PartList.Read(Folders.Parts).Find(part.Part).Rating;
        return double.Parse(rating.Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
