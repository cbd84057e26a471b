using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>What lies between a network chip's pairs and its jack, in both networks.</summary>
internal static class Network
{
    /// <summary>Steps from the chip to the first resistor, and from one to the next.</summary>
    private const int Pitch = 7;

    /// <summary>The shield: to PE by a capacitor and a resistor that let no current of the plant's earth through the cable.</summary>
    internal static void Shield(Sheet sheet, Part jack)
    {
        sheet.From(jack, "8").Left(2).Down(2).Branch(pen => pen.To(jack, "SH")).Down(3)
            .Branch(pen => pen.Left(8).Down(1).Through("C 4n7 Y").Power("PE")).Down(1).Through("R 1M").Power("PE");
    }

    /// <summary>49.9 Ohm from each line of both pairs to the centre's supply, which is <paramref name="supply"/>.</summary>
    internal static void Terminate(Sheet sheet, Part chip, string[] pins, string supply)
    {
        for (int i = 0; i < pins.Length; i++)
        {
            Point at = chip.End(pins[i]).Go(Direction.Right, 4 + i * Pitch);
            sheet.From(chip, pins[i]).To(at).Tie(Direction.Up, "R 49R9", supply, 3 + 4 * i);
        }
    }

    /// <summary>The lines' protection, below them: the last line goes to the first pin.</summary>
    internal static void Protect(Sheet sheet, Part array, Point[] taps)
    {
        string[] pins = ["1", "2", "4", "5"];
        for (int i = 0; i < taps.Length; i++)
        {
            Point end = array.End(pins[taps.Length - 1 - i]);
            sheet.From(taps[i], Direction.Down).Down(end.Y - taps[i].Y).To(end);
        }
        sheet.From(array, "3").Right(2).Down(2).Branch(pen => pen.To(array, "8")).Down(10).Power("GND");
        sheet.Open(array, "6", "7", "9", "10");
    }
}
