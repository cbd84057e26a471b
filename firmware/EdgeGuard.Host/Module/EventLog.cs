using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Module;

/// <summary>Writes every event into the module's log, in the words that all of EdgeGuard uses.</summary>
internal sealed class EventLog(StderrLog log) : IEventObserver
{
    /// <inheritdoc/>
    public void Observe(EventRecord record, Peer? peer) => log.Write(EventText.Line(record, peer));
}
