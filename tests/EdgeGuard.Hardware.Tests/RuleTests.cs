using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The board keeps every rule, and each rule finds what breaks it.</summary>
[TestClass]
public sealed class RuleTests
{
    private static readonly Dictionary<string, Func<Netlist, IEnumerable<string>>> All = new()
    {
        ["pin map"] = Rules.PinMap,
        ["panel map"] = Rules.PanelMap,
        ["levels"] = Rules.Levels,
        ["capacitors"] = Rules.Capacitors,
        ["ratings"] = Rules.Ratings,
        ["isolation"] = Rules.Isolation,
        ["bus"] = Rules.Bus,
        ["reset"] = Rules.Reset,
        ["relays"] = Rules.Relays,
        ["contacts"] = Rules.Contacts,
        ["converters"] = Rules.Converters,
        ["lights"] = Rules.Lights,
        ["jacks"] = Rules.Jacks,
        ["selects"] = Rules.Selects,
        ["usb"] = Rules.Usb,
        ["datasheets"] = Rules.Datasheets,
        ["supervisor"] = Supervision.Faults,
    };

    /// <summary>How each rule is broken, and what it has to say of it.</summary>
    private static readonly (string Rule, Func<Netlist, Netlist> Break, string Says)[] Samples =
    [
        ("pin map", board => board.Moved(Only(board, "ESP32-WROVER-E"), "14", "WATCHDOG"),
            "GPIO12: WATCHDOG on the sheet, ETH_RST in the map"),
        ("panel map", board => board.Moved(Only(board, "MCP23S17"), "25", "RTC_SEL"), "PLC_RST is not at GPA4"),
        ("levels", board => board.Without(board.Between("R", "ETH_RST", "GND").Single().Reference), "ETH_RST is not held at GND"),
        ("capacitors", board => Bare(board, "VISO1", "GNDI1"), "VISO1 feeds 1 chips"),
        ("ratings", board => board.Moved(board.Between("C", "+3V3", "GND").First().Reference, "1", "+24V"), "less than 1.5 x 46 V"),
        ("isolation", board => board.Moved(board.Between("R", "BUS_DE", "GND").Single().Reference, "2", "GNDI1"),
            "GND and GNDI1 are not apart"),
        ("bus", board => board.Valued(board.Between("R", "VISO2", End(board, 2)).Single().Reference, "560"), "bus 2 idles at"),
        ("reset", board => board.Moved(Only(board, "MCP23S17"), "18", "+3V3"), "SYS_RST does not reach the MCP23S17"),
        ("relays", board => board.Moved(Gate(board, "SYS_RST"), "1", "+3V3"), "a reset does not release the relays"),
        ("contacts", board => board.Moved(board.With("Relay_DPDT").First().Reference, "2", "BRIDGE_A"), "released has TERM1_A at BRIDGE_A"),
        ("converters", board => board.Valued(board.Between("R", Feedback(board), "GND").Single().Reference, "43k"), "the LM5164 gives"),
        ("lights", board => board.Valued(board.On("LIGHT_RED").Single(node => node.Reference[0] == 'R').Reference, "100"),
            "LIGHT_RED carries 13.0 mA"),
        ("jacks", board => Turned(board, board.With("RJ45_Magnetics").First().Reference), "no resistor at anode 12, or one at cathode 11"),
        ("selects", board => board.Moved(Only(board, "74LVC2G00"), "2", "+3V3"), "RTC_CS is not low"),
        ("datasheets", board => board.Moved(Only(board, "W5500"), "18", board.NetOf(Only(board, "W5500"), "10")), "pin 10 of the W5500"),
        ("supervisor", board => board.Moved(Only(board, "MAX6369"), "4", "+3V3"), "SET 111: it may fire only 360 s after a start"),
        ("usb", board => board.Moved(Only(board, "USB_C"), "B5", board.NetOf(Only(board, "USB_C"), "A5")), "CC1 and CC2"),
    ];

    [TestMethod]
    [DataRow("5", "GND", "SET 100: it may fire 0.1 s after an edge")]
    [DataRow("6", "GND", "SET 010: it may fire 0.03 s after an edge")]
    public void A_supervisor_that_fires_too_early_is_found(string pin, string net, string says)
    {
        Netlist board = Schematics.Netlist;
        Assert.AreEqual(says, Supervision.Faults(board.Moved(Only(board, "MAX6369"), pin, net)).Single());
    }

    [TestMethod]
    public void The_board_keeps_every_rule()
    {
        Netlist board = Schematics.Netlist;
        Assert.AreEqual("", string.Join('\n', All.SelectMany(rule => rule.Value(board).Select(fault => rule.Key + ": " + fault))));
    }

    [TestMethod]
    public void Every_rule_finds_the_board_that_breaks_it()
    {
        Netlist board = Schematics.Netlist;
        CollectionAssert.AreEquivalent(All.Keys, Samples.Select(sample => sample.Rule).ToArray());
        foreach ((string rule, Func<Netlist, Netlist> broken, string says) in Samples)
        {
            StringAssert.Contains(string.Join('\n', All[rule](broken(board))), says, rule);
        }
    }

    [TestMethod]
    [DataRow("49R9", 49.9)]
    [DataRow("5k1", 5_100.0)]
    [DataRow("100n", 100e-9)]
    [DataRow("120", 120.0)]
    [DataRow("1M", 1e6)]
    public void A_value_is_read_as_it_is_printed(string value, double number)
    {
        Assert.AreEqual(number, Netlist.Number(value), number / 1e6);
    }

    private static string Only(Netlist board, string symbol)
    {
        return board.With(symbol).Single().Reference;
    }

    private static string End(Netlist board, int bus)
    {
        return board.NetOf(board.With("Switch_DIP_3").Single(part => board.NetOf(part.Reference, "6") == $"LINE{bus}_A").Reference, "1");
    }

    private static string Gate(Netlist board, string net)
    {
        return board.With("N_MOSFET").Single(part => board.NetOf(part.Reference, "1") == net).Reference;
    }

    private static Netlist Turned(Netlist board, string jack)
    {
        return board.Moved(jack, "11", board.NetOf(jack, "12")).Moved(jack, "12", board.NetOf(jack, "11"));
    }

    private static string Feedback(Netlist board)
    {
        return board.NetOf(Only(board, "LM5164"), "5");
    }

    private static Netlist Bare(Netlist board, string supply, string ground)
    {
        return board.Between("C", supply, ground).Aggregate(board, (rest, part) => rest.Without(part.Reference));
    }
}
