namespace EdgeGuard.Board.Drawing;

/// <summary>A way on the sheet.</summary>
public enum Direction
{
    Up,
    Right,
    Down,
    Left,
}
