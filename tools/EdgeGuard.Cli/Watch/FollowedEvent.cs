using EdgeGuard.Core;

namespace EdgeGuard.Cli;

/// <summary>One new event of a module's stream, or word that some are missing before it.</summary>
/// <param name="Site">From the topic.</param>
/// <param name="Module">From the topic.</param>
/// <param name="Batch">The batch that brought it.</param>
/// <param name="Record">The event.</param>
/// <param name="Missing">How many events before this one never came, and no loss record tells of them; usually 0.</param>
public sealed record FollowedEvent(string Site, string Module, EventBatch Batch, EventRecord Record, long Missing)
{
    /// <summary>Whom it is about; null for nobody.</summary>
    public Peer? Peer => Batch.PeerOf(Record);

    /// <summary>What is known of the batch's seal; null where nobody asked.</summary>
    public SealState? Seal { get; init; }
}
