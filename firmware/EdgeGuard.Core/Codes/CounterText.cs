namespace EdgeGuard.Core;

/// <summary>Names of the counters, as everybody prints and stores them.</summary>
public static class CounterText
{
    /// <summary>The name of a counter; <c>counter-N</c> for one not known here.</summary>
    public static string Of(Counter counter)
    {
        switch (counter)
        {
            case Counter.SessionsOpened: return "sessions-opened";
            case Counter.SessionsRefused: return "sessions-refused";
            case Counter.HandshakesOk: return "handshakes-ok";
            case Counter.HandshakesRefused: return "handshakes-refused";
            case Counter.Requests: return "requests";
            case Counter.Allowed: return "allowed";
            case Counter.Refused: return "refused";
            case Counter.Limited: return "limited";
            case Counter.Observed: return "observed";
            case Counter.FramesBroken: return "frames-broken";
            case Counter.PlcRequests: return "plc-requests";
            case Counter.PlcExceptions: return "plc-exceptions";
            case Counter.PlcTimeouts: return "plc-timeouts";
            case Counter.PlcResponsesWrong: return "plc-responses-wrong";
            case Counter.PlcResponsesStray: return "plc-responses-stray";
            case Counter.PlcConnects: return "plc-connects";
            case Counter.PlcLosses: return "plc-losses";
            case Counter.PlcUnreachable: return "plc-unreachable";
            case Counter.ValueReads: return "value-reads";
            case Counter.EventsRaised: return "events-raised";
            case Counter.EventsCoalesced: return "events-coalesced";
            case Counter.EventsLost: return "events-lost";
            case Counter.EventsAcknowledged: return "events-acknowledged";
            case Counter.BrokerConnects: return "broker-connects";
            case Counter.BrokerLosses: return "broker-losses";
            case Counter.InternalFaults: return "internal-faults";
            case Counter.PlcBackedOff: return "plc-backed-off";
            case Counter.BusFramesDamaged: return "bus-frames-damaged";
            case Counter.BusRetries: return "bus-retries";
            case Counter.BusBroadcasts: return "bus-broadcasts";
            case Counter.ClientsGaveUp: return "clients-gave-up";
            case Counter.UnitsAsked: return "units-asked";
            case Counter.PlcResponsesCut: return "plc-responses-cut";
            case Counter.PlcResponsesMended: return "plc-responses-mended";
            case Counter.EventsUnheard: return "events-unheard";
            case Counter.BusFramesGlued: return "bus-frames-glued";
            case Counter.PlcIdleEnds: return "plc-idle-ends";
            case Counter.PlcResends: return "plc-resends";
            case Counter.PlcBytesStray: return "plc-bytes-stray";
            case Counter.PlcResponses: return "plc-responses";
            case Counter.PlcResponseMs: return "plc-response-ms";
            default: return "counter-" + (int)counter;
        }
    }
}
