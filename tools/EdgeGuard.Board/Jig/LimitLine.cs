namespace EdgeGuard.Board.Jig;

/// <summary>A line of hardware/test/limits.csv.</summary>
/// <param name="When">How the board is fed and held, in words; lines of one state stand together.</param>
/// <param name="Net">What is measured.</param>
/// <param name="To">The net to which it is measured.</param>
/// <param name="Least">The least that passes, in <paramref name="Unit"/>.</param>
/// <param name="Most">The most that passes.</param>
/// <param name="Unit">V or MOhm.</param>
/// <param name="From">What the limits were taken from.</param>
public sealed record LimitLine(string When, string Net, string To, double Least, double Most, string Unit, string From);
