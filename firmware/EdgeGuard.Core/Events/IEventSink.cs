namespace EdgeGuard.Core;

/// <summary>Takes events from the guard.</summary>
public interface IEventSink
{
    /// <summary>Stamps the event (sequence, time) and keeps a copy. Any thread; never blocks on I/O, never throws; when there is no
    /// room it counts what is lost. The caller may reuse <paramref name="e"/> at once.</summary>
    void Add(Event e);
}
