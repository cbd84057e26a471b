namespace EdgeGuard.Cli;

/// <summary>How a figure is shown.</summary>
/// <param name="Figure">Which one.</param>
/// <param name="Key">Its name in JSON, with the unit.</param>
/// <param name="RatioKey">The name of two paths' ratio of it in JSON.</param>
/// <param name="Head">Over its column.</param>
/// <param name="Width">Of the column, characters.</param>
/// <param name="Digits">Behind the point in the column; JSON has one more.</param>
internal sealed record FigureRow(Figure Figure, string Key, string RatioKey, string Head, int Width, int Digits);
