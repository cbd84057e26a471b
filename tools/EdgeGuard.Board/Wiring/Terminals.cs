using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Board.Wiring;

/// <summary>Every contact that is wired by hand, for drawings and guides; a test holds them against the netlist.</summary>
public static class Terminals
{
    public const string Supply = "24 V";
    public const string Bus1 = "BUS 1";
    public const string Bus2 = "BUS 2";
    public const string Front = "FRONT";
    public const string Debug = "DEBUG";

    /// <summary>In the order of connector and pin.</summary>
    public static IReadOnlyList<Terminal> All { get; } =
    [
        new(Supply, "1", "+", "Terminal_3", "Fuse"), new(Supply, "2", "-", "Terminal_3", "Choke"),
        new(Supply, "3", "PE", "Terminal_3", "PE"),
        .. Bus(Bus1, 1), .. Bus(Bus2, 2),
        new(Front, "1", "KEY", "Header_6", "C"), new(Front, "2", "0 V", "Header_6", "GND"), new(Front, "3", "CASE", "Header_6", "C"),
        new(Front, "4", "0 V", "Header_6", "GND"), new(Front, "5", "5 V", "Header_6", "+5V"),
        new(Front, "6", "COIL", "Header_6", "KEY_COIL"),
        new(Debug, "1", "3.3 V", "Header_6", "+3V3"), new(Debug, "2", "TX", "Header_6", "DEBUG_TX"),
        new(Debug, "3", "RX", "Header_6", "DEBUG_RX"), new(Debug, "4", "RST", "Header_6", "SYS_RST"),
        new(Debug, "5", "BOOT", "Header_6", "D_Schottky"), new(Debug, "6", "0 V", "Header_6", "GND"),
    ];

    /// <summary>Those of a connector.</summary>
    public static IReadOnlyList<Terminal> Of(string connector)
    {
        return [.. All.Where(terminal => terminal.Connector == connector)];
    }

    private static IEnumerable<Terminal> Bus(string connector, int number)
    {
        yield return new(connector, "1", "A +", "Terminal_4", $"TERM{number}_A");
        yield return new(connector, "2", "B -", "Terminal_4", $"TERM{number}_B");
        yield return new(connector, "3", "C", "Terminal_4", $"TERM{number}_C");
        yield return new(connector, "4", "SH", "Terminal_4", "R");
    }
}
