namespace EdgeGuard.Core;

/// <summary>Turns connections to the broker, made and lost, into events and counters. The reporter's thread only.</summary>
internal sealed class ConnectionWatch
{
    private readonly IEventSink _events;
    private readonly Counters _counters;
    private readonly Event _event = new Event();
    private bool _connected;

    public ConnectionWatch(IEventSink events, Counters counters)
    {
        _events = events;
        _counters = counters;
    }

    /// <summary>The connection last seen; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Looks. True: there is a connection that was not there at the last look.</summary>
    public bool IsNew(IUplink uplink)
    {
        int number = uplink.ConnectionNumber;
        bool connected = uplink.IsConnected;
        bool isNew = connected && number != Number;
        if (_connected && (!connected || isNew)) Tell(EventCode.BrokerLost, Counter.BrokerLosses, Number);
        if (isNew)
        {
            Number = number;
            Tell(EventCode.BrokerConnected, Counter.BrokerConnects, number);
        }

        _connected = connected;
        return isNew;
    }

    private void Tell(EventCode code, Counter counter, int number)
    {
        _counters.Add(counter);
        _event.Clear();
        _event.Code = code;
        _event.A = number;
        _events.Add(_event);
    }
}
