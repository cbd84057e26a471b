namespace EdgeGuard.Central;

/// <summary>A bar of a chart.</summary>
/// <param name="At">When it begins, milliseconds since 1970.</param>
/// <param name="All">How much.</param>
/// <param name="Some">How much of that is told apart; no more than all of it.</param>
public sealed record ChartBar(long At, long All, long Some = 0);
