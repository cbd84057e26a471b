using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Tells what people changed, and what the store itself suffers.</summary>
internal sealed class ChangeEvents
{
    private readonly IEventSink _sink;

    internal ChangeEvents(IEventSink sink)
    {
        _sink = sink;
    }

    /// <summary>Something that somebody did; null for the module itself.</summary>
    internal void Raise(EventCode code, Peer? by, int a, int b)
    {
        _sink.Add(new Event { Code = code, Peer = by, A = a, B = b });
    }

    /// <summary>The store refused to write a record.</summary>
    internal void Refused(string name)
    {
        Raise(EventCode.StoreRefused, null, RecordName.Number(name), 0);
    }

    /// <summary>Tells of a record that is damaged.</summary>
    internal void Health(string name, RecordHealth health)
    {
        if (health == RecordHealth.OneCopy || health == RecordHealth.Lost)
        {
            Raise(EventCode.StoreDamaged, null, RecordName.Number(name), (int)health);
        }
    }
}
