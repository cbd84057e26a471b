namespace EdgeGuard.Core;

/// <summary>A link that an <see cref="ILinkPoller"/> can wait for. Once it is watched, its owner never has to wait in
/// it: <see cref="ILink.Ready"/> with a time that has passed only looks, and <see cref="ILink.Write"/> keeps what does not leave at
/// once.</summary>
public interface IPolledLink : ILink
{
    /// <summary>Whether something that was written has not left yet, after one more try. The owner only.</summary>
    bool HasUnsent { get; }

    /// <summary>Has the next look ask the system: what the poller has told may be a moment old. The owner only.</summary>
    void Doubt();
}
