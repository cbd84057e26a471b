using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>What one thread tells those who trace. One a thread; allocates nothing after the constructor, and does nothing while nobody
/// traces.</summary>
internal sealed class TraceSource
{
    private static readonly byte[] Nothing = new byte[0];

    private readonly Trace _trace;
    private readonly IClock _clock;
    private readonly int _session;
    private readonly Peer? _peer;
    private readonly int[] _numbers = new int[TraceField.Count];
    private long _beganAt = -1;

    /// <param name="trace">Who traces.</param>
    /// <param name="clock">Tells how long a request took.</param>
    /// <param name="session">The thread's session; 0 for none.</param>
    /// <param name="peer">Its client, or the person for whom it works; null for nobody.</param>
    internal TraceSource(Trace trace, IClock clock, int session, Peer? peer)
    {
        _trace = trace;
        _clock = clock;
        _session = session;
        _peer = peer;
    }

    /// <summary>For a thread that nobody can trace.</summary>
    internal static TraceSource Untraced(IClock clock)
    {
        return new TraceSource(new Trace(), clock, 0, null);
    }

    /// <summary>The unit that the request in work is for, as its client uses it.</summary>
    internal byte Unit { get; set; }

    /// <summary>A connection began or ended.</summary>
    internal void Link(TraceKind kind, Peer? peer, int a, int b)
    {
        TraceTap[]? taps = _trace.Taps;
        if (taps == null) return;
        Clear(kind);
        _numbers[TraceField.A] = a;
        _numbers[TraceField.B] = b;
        Add(taps, TraceDial.Link, peer, Nothing, 0, Nothing, 0);
    }

    /// <summary>A client's request is there.</summary>
    internal void Begin(byte[] frame, int offset, int length)
    {
        Unit = Mbap.UnitId(frame, offset);
        _beganAt = _trace.Taps == null ? -1 : _clock.Microseconds;
        Frame(TraceKind.FromClient, frame, offset, length, ModbusLimits.MbapHeader, length - ModbusLimits.MbapHeader);
    }

    /// <summary>A frame came or goes.</summary>
    /// <param name="kind">Where from or to.</param>
    /// <param name="buffer">Holds it.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="length">All its bytes.</param>
    /// <param name="header">Bytes before its PDU.</param>
    /// <param name="pdu">Bytes of its PDU; 0 where what stands there need not be what its function code says.</param>
    internal void Frame(TraceKind kind, byte[] buffer, int offset, int length, int header, int pdu)
    {
        TraceTap[]? taps = _trace.Taps;
        if (taps == null) return;
        Clear(kind);
        bool isRequest = kind == TraceKind.FromClient || kind == TraceKind.ToPlc;
        int start = ValueStart.Of(buffer, offset + header, pdu, isRequest);
        // The CRC behind a serial frame's PDU would give its values away: it is shown only where there are none.
        bool isFree = pdu > 0 && start == pdu;
        _numbers[TraceField.Length] = length;
        _numbers[TraceField.ValueStart] = isFree ? length : header + start;
        Add(taps, TraceDial.Frame, _peer, buffer, offset, Nothing, 0);
    }

    /// <summary>What became of a client's request.</summary>
    /// <param name="request">Decoded, with its PDU.</param>
    /// <param name="decision">The last one about it.</param>
    /// <param name="fate">What became of it.</param>
    /// <param name="limit">Which limit put it off, where one did.</param>
    /// <param name="answer">The answer, if there is one.</param>
    internal void End(Request request, Decision decision, RequestFate fate, Refusal limit, ClientResponse answer)
    {
        TraceTap[]? taps = _trace.Taps;
        if (taps == null) return;
        Clear(TraceKind.Request);
        Describe(request);
        _numbers[TraceField.Fate] = (int)fate;
        _numbers[TraceField.Verdict] = (int)decision.Verdict;
        _numbers[TraceField.Reason] = (int)(limit == Refusal.None ? decision.Reason : limit);
        _numbers[TraceField.Rule] = decision.Rule;
        _numbers[TraceField.TookUs] = _beganAt < 0 ? -1 : (int)(_clock.Microseconds - _beganAt);
        int answered = answer.Length == 0 ? 0 : answer.Length - ModbusLimits.MbapHeader;
        _numbers[TraceField.ResponseLength] = answered;
        _numbers[TraceField.ResponseValueStart] = ValueStart.Of(answer.Buffer, ModbusLimits.MbapHeader, answered, false);
        Add(taps, TraceDial.Request, _peer, request.Buffer, request.Offset, answer.Buffer, ModbusLimits.MbapHeader);
    }

    private void Describe(Request request)
    {
        _numbers[TraceField.Unit] = request.Unit;
        _numbers[TraceField.Function] = request.Function;
        _numbers[TraceField.SubFunction] = request.SubFunction;
        _numbers[TraceField.Address] = request.IsWrite ? request.WriteAddress : request.ReadAddress;
        _numbers[TraceField.Quantity] = request.IsWrite ? request.WriteQuantity : request.ReadQuantity;
        // Not its numbers: where a request is malformed, a value can stand in any field.
        _numbers[TraceField.A] = (int)request.Fault;
        _numbers[TraceField.Length] = request.Length;
        _numbers[TraceField.ValueStart] = ValueStart.Of(request.Buffer, request.Offset, request.Length, true);
    }

    private void Clear(TraceKind kind)
    {
        for (int i = 0; i < TraceField.Count; i++) _numbers[i] = 0;
        _numbers[TraceField.Kind] = (int)kind;
        _numbers[TraceField.Session] = _session;
    }

    private void Add(TraceTap[] taps, TraceDial dial, Peer? peer, byte[] bytes, int offset, byte[] answer, int answerOffset)
    {
        for (int i = 0; i < taps.Length; i++)
        {
            if (taps[i].Wants(dial, _session, Unit)) taps[i].Add(_numbers, peer, bytes, offset, answer, answerOffset);
        }
    }
}
