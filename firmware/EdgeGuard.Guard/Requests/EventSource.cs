using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Fills in the one event that a thread reuses, counts, and has what it tells a trace. One a thread.</summary>
internal sealed class EventSource
{
    private readonly Event _event = new Event();
    private readonly IEventSink _sink;
    private readonly Counters _counters;

    // A write that is about to be sent; null for none.
    private Decision? _write;
    private Peer? _writer;
    private Request? _written;
    private int _writeGeneration;

    internal EventSource(IEventSink sink, Counters counters, TraceSource trace)
    {
        _sink = sink;
        _counters = counters;
        Trace = trace;
    }

    /// <summary>What the thread tells those who trace.</summary>
    internal TraceSource Trace { get; }

    internal void Count(Counter counter)
    {
        _counters.Add(counter);
    }

    /// <summary>Counts so many at once.</summary>
    internal void Count(Counter counter, int many)
    {
        _counters.Add(counter, many);
    }

    /// <summary>Counts a response that is handed on, and how long it took.</summary>
    internal void CountResponse(long ms)
    {
        _counters.Add(Counter.PlcResponses);
        _counters.Add(Counter.PlcResponseMs, ms > 0 ? (int)ms : 0);
    }

    /// <summary>A stream from the PLC that begins with text: its first characters stand in what events have of numbers.</summary>
    internal void RaiseText(byte[] buffer, int count)
    {
        _event.Clear();
        _event.Code = EventCode.PlcFrameBroken;
        _event.A = (int)FrameFault.Text;
        _event.B = At(buffer, 0, count) << 24 | At(buffer, 1, count) << 16 | At(buffer, 2, count) << 8 | At(buffer, 3, count);
        _event.OffendingValue = At(buffer, 4, count) << 24 | At(buffer, 5, count) << 16 | At(buffer, 6, count) << 8 | At(buffer, 7, count);
        _event.Address = At(buffer, 8, count) << 8 | At(buffer, 9, count);
        _event.Quantity = At(buffer, 10, count) << 8 | At(buffer, 11, count);
        _sink.Add(_event);
    }

    /// <summary>Something about a peer, or about nobody.</summary>
    internal void Raise(EventCode code, Peer? peer, int a, int b)
    {
        RaiseBecause(code, peer, Refusal.None, a, b);
    }

    /// <summary>Something about a peer that has a reason.</summary>
    internal void RaiseBecause(EventCode code, Peer? peer, Refusal reason, int a, int b)
    {
        _event.Clear();
        _event.Code = code;
        _event.Peer = peer;
        _event.Reason = reason;
        _event.A = a;
        _event.B = b;
        _sink.Add(_event);
    }

    /// <summary>A decision about a request.</summary>
    internal void RaiseDecision(EventCode code, Peer peer, Request request, Decision decision, int generation)
    {
        Describe(code, peer, request, generation);
        _event.Reason = decision.Reason;
        _event.Rule = decision.Rule;
        _event.OffendingAddress = decision.OffendingAddress;
        _event.OffendingValue = decision.OffendingValue;
        if (decision.Reason == Refusal.Malformed)
        {
            _event.A = (int)request.Fault;
            _event.B = request.FaultLimit;
            _event.OffendingValue = request.FaultActual;
        }
        else if (decision.Reason == Refusal.Value || decision.Reason == Refusal.Step)
        {
            _event.A = (int)decision.OffendingType;
        }
        else if (request.IsWrite && !TellsNumber(decision.Reason))
        {
            TellValue(request, decision.OffendingAddress);
        }
        _sink.Add(_event);
    }

    /// <summary>A write that is to be told when it is sent.</summary>
    internal void AnnounceWrite(Peer peer, Request request, Decision decision, int generation)
    {
        _writer = peer;
        _written = request;
        _write = decision;
        _writeGeneration = generation;
    }

    /// <summary>Something is sent now: the write that was announced, if one was. Told before it leaves, for what is not on record must not
    /// happen; and not sooner, for it may yet not be sent.</summary>
    internal void TellWrite()
    {
        if (_write == null) return;
        RaiseDecision(EventCode.WriteForwarded, _writer!, _written!, _write, _writeGeneration);
        ForgetWrite();
    }

    /// <summary>It was not sent.</summary>
    internal void ForgetWrite()
    {
        _write = null;
    }

    /// <summary>A request that a limit put off.</summary>
    internal void RaiseLimited(Peer peer, Request request, Refusal reason, int generation)
    {
        Describe(EventCode.RequestLimited, peer, request, generation);
        _event.Reason = reason;
        _sink.Add(_event);
    }

    /// <summary>Something that happened to a request on its way to the PLC or back.</summary>
    internal void RaiseAbout(EventCode code, Peer? peer, Request request, int generation, int a, int b)
    {
        Describe(code, peer, request, generation);
        _event.A = a;
        _event.B = b;
        _sink.Add(_event);
    }

    /// <summary>A whole answer that is not as the request implies.</summary>
    internal void RaiseWrong(Peer? peer, Request request, int generation, ResponseFinding finding)
    {
        Describe(EventCode.PlcResponseWrong, peer, request, generation);
        _event.A = (int)finding.Fault;
        _event.B = finding.Expected;
        _event.OffendingValue = finding.Actual;
        _event.OffendingAddress = finding.Address;
        _sink.Add(_event);
    }

    // Whether the decision has a number of its own: the value, the bits, or the state that broke a line.
    private static bool TellsNumber(Refusal reason)
    {
        switch (reason)
        {
            case Refusal.Value:
            case Refusal.Step:
            case Refusal.Mask:
            case Refusal.State:
            case Refusal.Quantity:
                return true;
            default:
                return false;
        }
    }

    // Who wrote what must be told even where the address, the role or the time was wrong, and where nothing was.
    private void TellValue(Request request, int offendingAddress)
    {
        int index = offendingAddress - request.WriteAddress;
        if (index < 0 || index >= request.WriteQuantity) index = 0;
        switch (request.WriteTable)
        {
            case AddressTable.Coils:
                _event.OffendingValue = request.CoilValue(index) ? 1 : 0;
                break;
            case AddressTable.HoldingRegisters:
                _event.OffendingValue = Register(request, index);
                break;
            default:
                return; // File records have no one value.
        }
        _event.B = 1 + index;
    }

    // 22 has no value, but what it keeps of the one there, and what it sets.
    private static int Register(Request request, int index)
    {
        bool isMasked = request.Function == FunctionCode.MaskWriteRegister;
        return isMasked ? request.AndMask << 16 | request.OrMask : request.RegisterValue(index);
    }

    private static int At(byte[] buffer, int index, int count)
    {
        return index < count ? buffer[index] : 0;
    }

    private void Describe(EventCode code, Peer? peer, Request request, int generation)
    {
        _event.Clear();
        _event.Code = code;
        _event.Peer = peer;
        _event.Unit = request.Unit;
        _event.Function = request.Function;
        _event.SubFunction = request.SubFunction;
        _event.Generation = generation;
        _event.Address = request.IsWrite ? request.WriteAddress : request.ReadAddress;
        _event.Quantity = request.IsWrite ? request.WriteQuantity : request.ReadQuantity;
    }
}
