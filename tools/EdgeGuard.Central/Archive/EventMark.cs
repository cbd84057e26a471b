namespace EdgeGuard.Central;

/// <summary>How far somebody has followed the events of the archive.</summary>
/// <param name="File">Number of the file.</param>
/// <param name="Event">The last event of it that he has.</param>
public sealed record EventMark(int File, long Event)
{
    /// <summary>Nothing yet: he begins with the newest file.</summary>
    public static readonly EventMark Nothing = new(0, 0);
}
