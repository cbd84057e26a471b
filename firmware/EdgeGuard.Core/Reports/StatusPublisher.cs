namespace EdgeGuard.Core;

/// <summary>Publishes state, inventory and counters when they are due. The reporter's thread only.</summary>
internal sealed class StatusPublisher
{
    // A retained message with all units is not sent more often, however often one of them falls silent.
    private const int UnitsMs = 60_000;

    private readonly IClock _clock;
    private readonly Counters _counters;
    private readonly ModuleStatus _status;
    private readonly ReportTopics _topics;
    private readonly int _metricsMs;
    private readonly long _startedAt;
    private long _metricsDue;
    private int _stateConnection;
    private int _stateChanges = -1;
    private int _inventoryConnection;
    private int _inventoryChanges;
    private long _inventoryDue;

    public StatusPublisher(IClock clock, Counters counters, ModuleStatus status, ReportTopics topics, int metricsMs)
    {
        _clock = clock;
        _counters = counters;
        _status = status;
        _topics = topics;
        _metricsMs = metricsMs;
        _startedAt = clock.Now;
        _metricsDue = _startedAt;
    }

    /// <summary>Publishes what is due. False: something was not acknowledged in time.</summary>
    public bool Publish(IUplink uplink, int connection, long deadline)
    {
        return State(uplink, connection, deadline) && Inventory(uplink, connection, deadline) && Metrics(uplink, deadline);
    }

    /// <summary>Leaves word of a clean stop.</summary>
    public void Goodbye(IUplink uplink, int connection, long deadline)
    {
        Retain(uplink, _topics.State, Report.Offline(_status, connection, true), deadline);
    }

    private bool State(IUplink uplink, int connection, long deadline)
    {
        int changes = _status.Changes;
        if (connection == _stateConnection && changes == _stateChanges) return true;
        Publication sent = Retain(uplink, _topics.State, Report.Online(_status, connection), deadline);
        // The Will, or what was there before, would stay and say that the module is away.
        if (sent == Publication.TooLarge) sent = Retain(uplink, _topics.State, Report.Present(_status, connection), deadline);
        if (sent == Publication.Failed) return false;
        _stateConnection = connection;
        _stateChanges = changes;
        return true;
    }

    private bool Inventory(IUplink uplink, int connection, long deadline)
    {
        IUnitStates? units = _status.Units;
        int changes = units == null ? 0 : units.UnitChanges;
        bool isNew = changes != _inventoryChanges && _clock.Now >= _inventoryDue;
        if (connection == _inventoryConnection && !isNew) return true;
        Publication sent = Retain(uplink, _topics.Inventory, Report.Inventory(_status.Inventory, units?.Units()), deadline);
        // The module alone is better than nothing. What is larger even so would be so the next time, and what nobody hears is said.
        if (sent == Publication.TooLarge) sent = Retain(uplink, _topics.Inventory, Report.Inventory(_status.Inventory), deadline);
        if (sent == Publication.Failed) return false;
        _inventoryConnection = connection;
        _inventoryChanges = changes;
        _inventoryDue = _clock.Now + UnitsMs;
        return true;
    }

    private bool Metrics(IUplink uplink, long deadline)
    {
        long now = _clock.Now;
        if (now < _metricsDue) return true;
        byte[] metrics = Report.Metrics(_status, _counters, now - _startedAt, _clock.Utc);
        if (uplink.Publish(_topics.Metrics, metrics, 0, metrics.Length, false, deadline) == Publication.Failed) return false;
        _metricsDue = now + _metricsMs;
        return true;
    }

    private static Publication Retain(IUplink uplink, string topic, byte[] payload, long deadline)
    {
        return uplink.Publish(topic, payload, 0, payload.Length, true, deadline);
    }
}
