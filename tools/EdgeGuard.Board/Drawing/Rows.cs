namespace EdgeGuard.Board.Drawing;

/// <summary>Rows of parts that are drawn alike.</summary>
public static class Rows
{
    private const int Pitch = 8;

    /// <summary>Capacitors from a supply to its ground, side by side under one wire.</summary>
    /// <param name="sheet">Where.</param>
    /// <param name="x">Of the first.</param>
    /// <param name="y">Of the wire.</param>
    /// <param name="supply">The supply.</param>
    /// <param name="ground">Its ground.</param>
    /// <param name="parts">From the left.</param>
    public static Pen Decouple(this Sheet sheet, int x, int y, string supply, string ground, params string[] parts)
    {
        Pen pen = sheet.From(new Point(x, y), Direction.Right).Branch(up => up.Up(1).Power(supply));
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0) pen.Right(Pitch);
            pen.Tie(Direction.Down, parts[i], ground);
        }
        return pen;
    }

    /// <summary>Resistors that hold nets at a level, side by side: the rail above them, or a ground below.</summary>
    public static void Hold(this Sheet sheet, int x, int y, string rail, string part, params string[] nets)
    {
        bool isDown = rail.StartsWith("GND", System.StringComparison.Ordinal);
        for (int i = 0; i < nets.Length; i++)
        {
            Pen pen = sheet.From(new Point(x + i * Pitch, y), isDown ? Direction.Up : Direction.Down);
            string net = nets[i];
            pen.Branch(at => at.Power(rail)).Through(part).On(1).Label(net);
        }
    }
}
