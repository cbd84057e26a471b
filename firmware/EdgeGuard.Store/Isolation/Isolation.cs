using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Isolates the module, which lets no client in then and goes on reporting, and opens it again. Any thread.</summary>
/// <remarks>
/// It closes before it writes that down, and writes down that it is open before it opens: whatever a power cut or a bad medium makes of
/// the record, what a person closed is opened by a person alone. A record that cannot be read any more counts as closed.
/// </remarks>
public sealed class Isolation
{
    private readonly RecordStore _records;
    private readonly Accounts _accounts;
    private readonly IClock _clock;
    private readonly ChangeEvents _events;
    private readonly IIsolationApplier _applier;

    private readonly object _lock = new object();

    // Under the lock:
    private IsolationMark _mark = new IsolationMark(false, "", "", 0);
    private bool _isStored = true;

    public Isolation(StoreContext context, Accounts accounts, IIsolationApplier applier)
    {
        _records = context.Records;
        _accounts = accounts;
        _clock = context.Clock;
        _events = new ChangeEvents(context.Events);
        _applier = applier;
    }

    /// <summary>Whether the module is isolated, who isolated it, and when.</summary>
    public IsolationMark Mark
    {
        get
        {
            lock (_lock) return _mark;
        }
    }

    /// <summary>Closes the module where it was closed before. Once, before anything is put in force.</summary>
    public void Start()
    {
        lock (_lock)
        {
            byte[]? content = _records.Read(RecordName.Isolation, out RecordHealth health);
            IsolationMark? mark = content == null ? null : IsolationMark.FromBytes(content);
            _events.Health(RecordName.Isolation, health);
            if (mark != null) _mark = mark;
            bool isUnknown = IsUnknown(mark, health);
            if (isUnknown)
            {
                _mark = new IsolationMark(true, "", "", 0);
                _isStored = _records.Write(RecordName.Isolation, _mark.ToBytes());
            }
            if (!_mark.IsOn) return;
            _applier.Isolate();
            Peer? by = isUnknown ? null : new Peer(PeerTransport.Console, _mark.Address, _mark.By, null, "", long.MaxValue);
            _events.Raise(EventCode.IsolationBegan, by, (int)(isUnknown ? IsolationReason.Unknown : IsolationReason.Stored), 0);
        }
    }

    /// <summary>Ends every session and lets nobody in, over restarts too. A technician.</summary>
    /// <param name="by">Who.</param>
    /// <param name="ended">How many sessions were ended.</param>
    public IsolationFault Enter(Person by, out int ended)
    {
        ended = 0;
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return IsolationFault.NotAllowed;
            if (_mark.IsOn && _isStored) return IsolationFault.Already;
            if (!_mark.IsOn)
            {
                _mark = new IsolationMark(true, by.Name, by.Peer.Address, _clock.Utc);
                ended = _applier.Isolate();
                _events.Raise(EventCode.IsolationBegan, by.Peer, (int)IsolationReason.ByPerson, 0);
            }
            _isStored = _records.Write(RecordName.Isolation, _mark.ToBytes());
            return _isStored ? IsolationFault.None : Refused();
        }
    }

    /// <summary>Lets clients in again. A technician.</summary>
    public IsolationFault Leave(Person by)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return IsolationFault.NotAllowed;
            if (!_mark.IsOn) return IsolationFault.Already;
            var mark = new IsolationMark(false, by.Name, by.Peer.Address, _clock.Utc);
            if (!_records.Write(RecordName.Isolation, mark.ToBytes())) return Refused();
            _mark = mark;
            _isStored = true;
            _applier.Open();
            _events.Raise(EventCode.IsolationEnded, by.Peer, 0, 0);
            return IsolationFault.None;
        }
    }

    // The copy that says "open" may be the older one, and the damaged one what a person wrote when he closed the module.
    private static bool IsUnknown(IsolationMark? mark, RecordHealth health)
    {
        if (mark == null) return health != RecordHealth.Absent;
        return health == RecordHealth.OneCopy && !mark.IsOn;
    }

    private IsolationFault Refused()
    {
        _events.Refused(RecordName.Isolation);
        return IsolationFault.StoreRefused;
    }
}
