using System.Globalization;

namespace EdgeGuard.Central;

/// <summary>Where a page of events ended, and the next one begins.</summary>
/// <param name="File">Number of the file.</param>
/// <param name="Event">The next one is of a lower number in it.</param>
/// <param name="Batch">The batch that was shown last.</param>
public sealed record EventCursor(int File, long Event, long Batch)
{
    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}-{Event}-{Batch}");

    /// <summary>Reads it; null for any other text.</summary>
    public static EventCursor? Parse(string? text)
    {
        string[] parts = (text ?? "").Split('-');
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int file)) return null;
        bool isEvent = long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        bool isBatch = long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long batch);
        return isEvent && isBatch ? new EventCursor(file, number, batch) : null;
    }
}
