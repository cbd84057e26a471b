namespace EdgeGuard.Board.Layout;

/// <summary>A place on the board, in millimetres from its upper left corner, y downwards.</summary>
public readonly record struct Corner(double X, double Y);
