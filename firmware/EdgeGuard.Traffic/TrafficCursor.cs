namespace EdgeGuard.Traffic;

/// <summary>How far somebody has read a table row by row, while requests add rows to it. Not thread-safe.</summary>
public sealed class TrafficCursor
{
    // The key of the row read last. No group is negative.
    internal TrafficKey Last { get; } = new TrafficKey();

    internal int Era { get; set; }

    internal bool HasBegun { get; set; }

    /// <summary>Begins with the first row.</summary>
    public void Restart()
    {
        HasBegun = false;
    }
}
