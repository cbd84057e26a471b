using System.Collections.Generic;

namespace EdgeGuard.Board.Drawing;

/// <summary>The symbols that are no boxes. A shape is words of a small drawing language, in tenths of a step: L x1 y1 x2 y2 a line,
/// R x1 y1 x2 y2 a rectangle, P n x1 y1 … a filled polygon, C x y r a circle, T x y word a text.</summary>
public static class Shapes
{
    private const string Plate = "L -15 -4 15 -4 L -15 4 15 4";
    private const string Triangle = "P 3 -12 -8 12 -8 0 10";

    /// <summary>Two pins, 1 at the top, that a wire goes through.</summary>
    public static IReadOnlyList<Symbol> TwoPins { get; } =
    [
        Two("R", "R", "L 0 -30 0 -20 R -8 -20 8 20 L 0 20 0 30", "1", "2"),
        Two("C", "C", "L 0 -30 0 -4 L 0 30 0 4 " + Plate, "1", "2"),
        Two("C_Polarized", "C", "L 0 -30 0 -4 L 0 30 0 4 L -15 -4 15 -4 R -15 4 15 9 T -14 -14 +", "1", "2"),
        Two("L", "L", "L 0 -30 0 -20 R -6 -20 6 20 L 0 20 0 30 L -6 -10 6 -10 L -6 0 6 0 L -6 10 6 10", "1", "2"),
        Two("Ferrite", "FB", "L 0 -30 0 -15 P 4 -10 -10 6 -16 10 10 -6 16 L 0 15 0 30", "1", "2"),
        Two("Fuse", "F", "L 0 -30 0 30 R -8 -20 8 20", "1", "2"),
        Two("Limiter", "F", "L 0 -30 0 -20 R -8 -20 8 20 L 0 20 0 30 L -5 10 -2 10 L -2 10 2 -10 L 2 -10 5 -10", "1", "2"),
        Two("D", "D", "L 0 -30 0 30 " + Triangle + " L -12 10 12 10", "2", "1", "A", "K"),
        Two("D_Schottky", "D", "L 0 -30 0 30 " + Triangle + " L -12 10 12 10 L -12 10 -12 6 L 12 10 12 14", "2", "1", "A", "K"),
        Two("D_Zener", "D", "L 0 -30 0 30 " + Triangle + " L -12 10 12 10 L -12 10 -16 14 L 12 10 16 6", "2", "1", "A", "K"),
        Two("LED", "D", "L 0 -30 0 30 " + Triangle + " L -12 10 12 10 L 14 0 20 6 L 17 -5 23 1", "2", "1", "A", "K"),
        Two("GDT", "GDT", "L 0 -30 0 -6 L 0 30 0 6 C 0 0 16 L -8 -6 8 -6 L -8 6 8 6", "1", "2"),
        Two("Crystal", "Y", "L 0 -30 0 -12 L 0 30 0 12 L -12 -12 12 -12 L -12 12 12 12 R -12 -7 12 7", "1", "2"),
        Two("Contact", "SW", "L 0 -30 0 -10 L 0 30 0 10 L 0 10 -12 -8 C 0 -10 2 C 0 10 2", "1", "2"),
        Two("Battery", "BT", "L 0 -30 0 -4 L 0 30 0 4 L -15 -4 15 -4 L -8 4 8 4 T -14 -14 +", "1", "2"),
    ];

    /// <summary>Transistors and what else has three pins and more.</summary>
    public static IReadOnlyList<Symbol> Others { get; } =
    [
        new Symbol(
            "N_MOSFET", "Q",
            [Of("1", "G", -4, 0, Direction.Left), Of("3", "D", 2, -4, Direction.Up), Of("2", "S", 2, 4, Direction.Down)],
            "L -40 0 -12 0 L -12 -15 -12 15 L -6 -20 -6 -10 L -6 -5 -6 5 L -6 10 -6 20 L -6 -15 20 -15 L 20 -15 20 -40 L -6 15 20 15 "
            + "L 20 0 20 40 L -6 0 20 0 P 3 -6 0 4 -5 4 5",
            new Point(-2, -2), new Point(2, 2)),
        new Symbol(
            "P_MOSFET", "Q",
            [Of("1", "G", 0, 6, Direction.Down), Of("2", "D", -6, 0, Direction.Left), Of("3", "S", 6, 0, Direction.Right)],
            "L 0 60 0 15 L -20 15 20 15 L -25 8 -12 8 L -7 8 7 8 L 12 8 25 8 L -60 0 -20 0 L -20 0 -20 8 L 60 0 20 0 L 20 0 20 8 "
            + "L 0 8 0 0 L 0 0 20 0 P 3 0 8 -4 0 4 0 L -20 0 -20 -12 L 20 0 20 -12 L -20 -12 20 -12 P 3 -5 -16 -5 -8 5 -12 L 5 -17 5 -7",
            new Point(-3, -2), new Point(3, 2)),
        new Symbol(
            "Relay_DPDT", "K",
            [
                Of("1", "coil+", -16, -8, Direction.Up), Of("8", "coil-", -16, 8, Direction.Down),
                Of("2", "NC", -6, -8, Direction.Up), Of("4", "NO", -2, -8, Direction.Up), Of("3", "COM", -4, 8, Direction.Down),
                Of("7", "NC", 8, -8, Direction.Up), Of("5", "NO", 12, -8, Direction.Up), Of("6", "COM", 10, 8, Direction.Down),
            ],
            "R -190 -60 150 60 R -180 -30 -140 30 L -180 30 -140 -30 L -160 -80 -160 -30 L -160 30 -160 80 L -60 -80 -60 -20 "
            + "L -20 -80 -20 -20 L -40 80 -40 30 L -40 30 -58 -20 L 80 -80 80 -20 L 120 -80 120 -20 L 100 80 100 30 L 100 30 82 -20 "
            + "L -140 0 -54 0 L -44 0 86 0",
            new Point(-19, -6), new Point(15, 6)),
        new Symbol(
            "Choke", "L",
            [
                Of("1", "1", -6, -4, Direction.Left), Of("2", "2", 6, -4, Direction.Right),
                Of("4", "4", -6, 4, Direction.Left), Of("3", "3", 6, 4, Direction.Right),
            ],
            "L -60 -40 -30 -40 R -30 -48 30 -32 L 30 -40 60 -40 L -60 40 -30 40 R -30 32 30 48 L 30 40 60 40 L -30 -6 30 -6 L -30 6 30 6 "
            + "C -36 -46 2 C -36 34 2",
            new Point(-3, -5), new Point(3, 5)),
    ];

    /// <summary>A symbol for a net: a bar for a supply, the ground's for a ground.</summary>
    public static Symbol Power(string net)
    {
        bool isGround = net.StartsWith("GND", System.StringComparison.Ordinal) || net == "PE";
        string shape = isGround ? "L 0 0 0 10 L -12 10 12 10 L -7 14 7 14 L -3 18 3 18" : "L 0 0 0 -12 L -10 -12 10 -12";
        Direction outward = isGround ? Direction.Up : Direction.Down;
        return new Symbol(net, "#PWR", [new Pin("1", net, "power_in", new Point(0, 0), outward)], shape, new Point(0, 0), new Point(0, 0));
    }

    /// <summary>Says to the rule check that a net is fed from outside.</summary>
    public static Symbol Flag { get; } = new(
        "PWR_FLAG", "#FLG", [new Pin("1", "pwr", "power_out", new Point(0, 0), Direction.Down)], "L 0 0 0 -8 P 4 0 -8 8 -13 0 -18 -8 -13",
        new Point(0, 0), new Point(0, 0));

    private static Symbol Two(string name, string prefix, string shape, string top, string bottom, string topName = "~",
        string bottomName = "~")
    {
        Pin[] pins =
        [
            new(top, topName, "passive", new Point(0, -3), Direction.Up),
                new(bottom, bottomName, "passive", new Point(0, 3), Direction.Down),
        ];
        return new Symbol(name, prefix, pins, shape, new Point(-1, -2), new Point(1, 2));
    }

    private static Pin Of(string number, string name, int x, int y, Direction outward)
    {
        return new Pin(number, name, "passive", new Point(x, y), outward);
    }
}
