using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Reports;

/// <summary>Takes events from the journal to the observer and, batch by batch, to the uplink. The reporter's thread only.</summary>
internal sealed class EventForwarder
{
    private const int ReadAtOnce = 64;

    private readonly EventJournal _journal;
    private readonly string _topic;
    private readonly bool _hasUplink;
    private readonly IEventObserver? _observer;
    private readonly EventBatchWriter _batch;
    private readonly byte[] _records = new byte[ReadAtOnce * EventRecord.Size];
    private readonly Peer?[] _peers = new Peer?[ReadAtOnce];
    private readonly EventRecord _record = new EventRecord();
    private int _length;
    private long _observed;
    private long _acknowledged;

    public EventForwarder(EventJournal journal, ModuleStatus status, ReportTopics topics, bool hasUplink, IEventObserver? observer, BatchSeal? seal,
        int batchBytes)
    {
        _journal = journal;
        _topic = topics.Events;
        _hasUplink = hasUplink;
        _observer = observer;
        _batch = new EventBatchWriter(batchBytes, status.Stream, status.Boot, seal);
    }

    /// <summary>Shows the observer what is new. Nothing is sent, and so nothing freed, that it has not seen.</summary>
    public void Observe()
    {
        int count;
        while ((count = _journal.Read(_observed, _records, _peers)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                _record.Decode(_records, i * EventRecord.Size);
                if (_observer != null) _observer.Observe(_record, _peers[i]);
                _observed = _record.Sequence;
            }

            if (!_hasUplink) _journal.Acknowledge(_observed);
        }
    }

    /// <summary>Whether there is something to send.</summary>
    public bool HasWork
    {
        get { return _observed > _acknowledged; }
    }

    /// <summary>Sends one batch, the one not acknowledged before if there is one. False: not acknowledged in time.</summary>
    public bool Send(IUplink uplink, long deadline)
    {
        if (_batch.Count == 0)
        {
            Fill();
            _length = _batch.Finish();
        }

        if (_batch.Count == 0) return true;
        if (!uplink.Publish(_topic, _batch.Buffer, 0, _length, false, deadline)) return false;
        _acknowledged = _batch.LastSequence;
        _journal.Acknowledge(_acknowledged);
        _batch.Clear();
        return true;
    }

    private void Fill()
    {
        int count;
        while ((count = _journal.Read(_batch.Count == 0 ? _acknowledged : _batch.LastSequence, _records, _peers)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                if (!Take(i)) return;
            }
        }
    }

    private bool Take(int i)
    {
        _record.Decode(_records, i * EventRecord.Size);
        return _record.Sequence <= _observed && _batch.TryAdd(_records, i * EventRecord.Size, _peers[i]);
    }
}
