using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>A crystal left of its chip, each end with its capacitor to ground.</summary>
internal static class Crystals
{
    // Of a crystal's symbol, end to end.
    private const int Length = 6;

    /// <summary>Draws it between two pins of the left side.</summary>
    /// <param name="sheet">Where.</param>
    /// <param name="chip">Whose it is.</param>
    /// <param name="upper">The upper pin.</param>
    /// <param name="lower">The lower pin.</param>
    /// <param name="crystal">The part.</param>
    /// <param name="load">The part at each end.</param>
    /// <param name="distance">From the chip to the crystal: what is written beside it stands between.</param>
    internal static void Draw(Sheet sheet, Part chip, string upper, string lower, string crystal, string load, int distance)
    {
        int lead = (chip.End(lower).Y - chip.End(upper).Y - Length) / 2;
        sheet.From(chip, upper).Left(distance).Branch(pen => pen.Down(lead).Through(crystal).Down(lead)).Left(4).Through(load).Left(2)
            .Power("GND");
        sheet.From(chip, lower).Left(distance).Left(4).Through(load).Left(2).Power("GND");
    }
}
