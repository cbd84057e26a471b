using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Store.People;

namespace EdgeGuard.Store.Island;

/// <summary>Makes the module an island, which lets no client in and goes on reporting, and opens it again. Any thread.</summary>
/// <remarks>
/// It closes before it writes that down, and writes down that it is open before it opens: whatever a power cut or a bad medium makes of
/// the record, what a person closed is opened by a person alone. A record that cannot be read any more counts as closed.
/// </remarks>
public sealed class IslandDesk
{
    private readonly RecordStore _records;
    private readonly Accounts _accounts;
    private readonly IClock _clock;
    private readonly ChangeEvents _events;
    private readonly IIslandBody _body;

    private readonly object _lock = new object();

    // Under the lock:
    private IslandMark _mark = new IslandMark(false, "", "", 0);
    private bool _isStored = true;

    public IslandDesk(RecordStore records, Accounts accounts, IClock clock, IEventSink events, IIslandBody body)
    {
        _records = records;
        _accounts = accounts;
        _clock = clock;
        _events = new ChangeEvents(events);
        _body = body;
    }

    /// <summary>Whether the module is an island, who made it one, and when.</summary>
    public IslandMark Mark
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
            byte[]? content = _records.Read(RecordName.Island, out RecordHealth health);
            IslandMark? mark = content == null ? null : IslandMark.FromBytes(content);
            _events.Health(RecordName.Island, health);
            if (mark != null) _mark = mark;
            bool isUnknown = IsUnknown(mark, health);
            if (isUnknown)
            {
                _mark = new IslandMark(true, "", "", 0);
                _isStored = _records.Write(RecordName.Island, _mark.ToBytes());
            }
            if (!_mark.IsOn) return;
            _body.Isolate();
            Peer? by = isUnknown ? null : new Peer(PeerTransport.Console, _mark.Address, _mark.By, null, "", long.MaxValue);
            _events.Raise(EventCode.IslandEntered, by, (int)(isUnknown ? IslandReason.Unknown : IslandReason.Stored), 0);
        }
    }

    /// <summary>Ends every session and lets nobody in, over restarts too. A technician.</summary>
    /// <param name="by">Who.</param>
    /// <param name="ended">How many sessions were ended.</param>
    public IslandFault Enter(Person by, out int ended)
    {
        ended = 0;
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return IslandFault.NotAllowed;
            if (_mark.IsOn && _isStored) return IslandFault.Already;
            if (!_mark.IsOn)
            {
                _mark = new IslandMark(true, by.Name, by.Peer.Address, _clock.Utc);
                ended = _body.Isolate();
                _events.Raise(EventCode.IslandEntered, by.Peer, (int)IslandReason.ByPerson, 0);
            }
            _isStored = _records.Write(RecordName.Island, _mark.ToBytes());
            return _isStored ? IslandFault.None : Refused();
        }
    }

    /// <summary>Lets clients in again. A technician.</summary>
    public IslandFault Leave(Person by)
    {
        lock (_lock)
        {
            if (!_accounts.MayChange(by)) return IslandFault.NotAllowed;
            if (!_mark.IsOn) return IslandFault.Already;
            var mark = new IslandMark(false, by.Name, by.Peer.Address, _clock.Utc);
            if (!_records.Write(RecordName.Island, mark.ToBytes())) return Refused();
            _mark = mark;
            _isStored = true;
            _body.Open();
            _events.Raise(EventCode.IslandLeft, by.Peer, 0, 0);
            return IslandFault.None;
        }
    }

    // The copy that says "open" may be the older one, and the damaged one what a person wrote when he closed the module.
    private static bool IsUnknown(IslandMark? mark, RecordHealth health)
    {
        if (mark == null) return health != RecordHealth.Absent;
        return health == RecordHealth.OneCopy && !mark.IsOn;
    }

    private IslandFault Refused()
    {
        _events.Refused(RecordName.Island);
        return IslandFault.StoreRefused;
    }
}
