using System.Globalization;

namespace EdgeGuard.Central;

/// <summary>Where a sorted page ended, and the next one begins.</summary>
/// <param name="Rank">What its last row was sorted by.</param>
/// <param name="Key">What tells it apart from others of the same rank.</param>
internal sealed record RankCursor(long Rank, string Key)
{
    private const int MostKey = 129;

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}_{Key}");

    /// <summary>Reads it; null for any other text.</summary>
    internal static RankCursor? Parse(string? text)
    {
        string[] parts = (text ?? "").Split('_', 2);
        bool isCursor = parts.Length == 2 && parts[1].Length is > 0 and <= MostKey;
        return isCursor && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long rank)
            ? new RankCursor(rank, parts[1])
            : null;
    }
}
