namespace EdgeGuard.Core.Reports;

/// <summary>What the module counts. Append only; names are in CounterText.</summary>
public enum Counter : byte
{
    SessionsOpened = 0,
    SessionsRefused = 1,
    HandshakesOk = 2,
    HandshakesRefused = 3,
    Requests = 4,
    Allowed = 5,
    Refused = 6,
    Limited = 7,
    Observed = 8,
    FramesBroken = 9,
    PlcRequests = 10,
    PlcExceptions = 11,
    PlcTimeouts = 12,
    PlcAnswersWrong = 13,
    PlcAnswersStray = 14,
    PlcConnects = 15,
    PlcLosses = 16,
    PlcUnreachable = 17,
    ValueReads = 18,
    EventsRaised = 19,
    EventsCoalesced = 20,
    EventsLost = 21,
    EventsAcknowledged = 22,
    BrokerConnects = 23,
    BrokerLosses = 24,
    InternalFaults = 25,
    Count = 26,
}
