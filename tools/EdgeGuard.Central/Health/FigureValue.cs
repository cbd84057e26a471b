namespace EdgeGuard.Central;

/// <summary>A value of a figure.</summary>
/// <param name="Value">The value.</param>
/// <param name="Labels">What tells it from the figure's others: none of it a name of a site, module or person.</param>
internal sealed record FigureValue(double Value, params (string Name, string Value)[] Labels);
