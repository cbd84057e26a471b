namespace EdgeGuard.Core;

/// <summary>Sees every kept event once, in order: the module's own log. Called by the reporter's thread, so that a log may be slow
/// without the guard noticing.</summary>
public interface IEventObserver
{
    /// <summary>Takes note of one event. Must not throw, and must not keep <paramref name="record"/>: it is reused.</summary>
    void Observe(EventRecord record, Peer? peer);
}
