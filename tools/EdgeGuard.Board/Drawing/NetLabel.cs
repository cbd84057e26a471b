namespace EdgeGuard.Board.Drawing;

/// <summary>The name of a net that goes on elsewhere.</summary>
/// <param name="Net">Its name.</param>
/// <param name="At">Where the wire ends.</param>
/// <param name="Way">From the wire into the label.</param>
public sealed record NetLabel(string Net, Point At, Direction Way)
{
    // The flag's ends.
    private const double Margin = 2;

    /// <summary>What it covers.</summary>
    public Area Area
    {
        get
        {
            double length = Word.Width(Net) + Margin;
            return Way switch
            {
                Direction.Right => new Area(At.X, At.Y - 0.8, At.X + length, At.Y + 0.8),
                Direction.Left => new Area(At.X - length, At.Y - 0.8, At.X, At.Y + 0.8),
                Direction.Up => new Area(At.X - 0.8, At.Y - length, At.X + 0.8, At.Y),
                _ => new Area(At.X - 0.8, At.Y, At.X + 0.8, At.Y + length),
            };
        }
    }
}
