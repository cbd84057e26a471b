using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>One way to PLCs, used by one request at a time: a TCP connection, or a whole serial bus.</summary>
/// <remarks>Only who holds the connection uses it; <see cref="Abort"/> may come from any thread. A write is sent once: what happens after
/// that, it is never sent again. Nothing that is received can reach a request other than the one it answers.</remarks>
internal abstract class PlcConnection
{
    // Guards what follows against Abort and those who only look.
    private readonly object _gate = new object();
    private ILinkEnd? _kept;
    private bool _isAborted;

    // Of the request that was begun with last, and the holder's.
    private GuardConfiguration? _configuration;
    private Request? _request;
    private Peer? _peer;
    private EventSource? _events;

    /// <summary>Whether it could be used without connecting first, when it was last used.</summary>
    internal bool IsConnected
    {
        get
        {
            lock (_gate)
            {
                return _kept != null;
            }
        }
    }

    /// <summary>The buffer that holds the answer after a request that was answered, until the connection is used again.</summary>
    internal abstract byte[] ResponseBuffer { get; }

    /// <summary>Where the answer's PDU begins in it.</summary>
    internal abstract int ResponseOffset { get; }

    /// <summary>Bytes of the answer's PDU.</summary>
    internal abstract int ResponseLength { get; }

    /// <summary>When the last request was handed to the connection, monotonic milliseconds.</summary>
    internal abstract long SentAt { get; }

    /// <summary>Whether the last request could not be sent, or nothing whole came in answer to it.</summary>
    internal bool HasFailed { get; private set; }

    /// <summary>What the last request came to, once <see cref="Go"/> has said Nothing.</summary>
    internal ExchangeResult Result { get; private set; }

    /// <summary>What the response comes over; null where a thread has to wait for it.</summary>
    internal abstract ILink? Link { get; }

    /// <summary>Until when the response is waited for, monotonic milliseconds.</summary>
    internal abstract long WaitsUntil { get; }

    /// <summary>Whether <see cref="StillStands"/> waits before it says so.</summary>
    internal abstract bool LooksLonger { get; }

    /// <summary>Sees to it that a request can be sent, before anything is decided: drops what came
    /// unasked, and connects where the connection was lost.</summary>
    internal PlcConnectionState Prepare(GuardConfiguration configuration, Request request, EventSource events, bool mayWait)
    {
        PlcConnectionState state = MakeReady(configuration, request, events, mayWait);
        if (state == PlcConnectionState.NoPath) HasFailed = true;
        return state;
    }

    /// <summary>Sends a request, whose response <see cref="Go"/> then waits for. Without one it may or may not have been carried
    /// out.</summary>
    /// <param name="configuration">Says how long to wait, and which unit id the unit has on the line.</param>
    /// <param name="adu">Holds the request's PDU, and seven bytes before it that may be overwritten with a header of our own. Theirs until
    /// the response is there, as are the two that follow.</param>
    /// <param name="offset">Where those seven bytes begin.</param>
    /// <param name="request">The decoded request: what was judged is what stands in <paramref name="adu"/>.</param>
    /// <param name="peer">Who asks, for events.</param>
    /// <param name="events">Those of who asks.</param>
    internal void Begin(GuardConfiguration configuration, byte[] adu, int offset, Request request, Peer peer, EventSource events)
    {
        _configuration = configuration;
        Adu = adu;
        Offset = offset;
        _request = request;
        _peer = peer;
        _events = events;
        Send(configuration, request, events);
    }

    /// <summary>Takes the response if it has come. Nothing: what was sent is done with, one way or the other.</summary>
    /// <param name="mayWait">Whether the calling thread may wait for it.</param>
    internal Awaited Go(bool mayWait)
    {
        Awaited awaited = Await(_configuration!, _request!, _peer!, _events!, mayWait, out ExchangeResult result);
        if (awaited != Awaited.Nothing) return awaited;
        Result = result;
        if (result != ExchangeResult.Broadcast)
        {
            HasFailed = result != ExchangeResult.Answered && result != ExchangeResult.AnsweredOtherwise;
        }
        return Awaited.Nothing;
    }

    /// <summary>Gives the connection up; the next request connects anew.</summary>
    internal abstract void Drop(EventSource events);

    /// <summary>Whether the connection over which a value was read stands, so that a write which rests on it can follow. Otherwise it is
    /// given up.</summary>
    internal abstract bool StillStands(EventSource events);

    /// <summary>Closes the connection because nobody needs it; the next request connects anew. No loss.</summary>
    internal abstract void LetGo(EventSource events);

    /// <summary>Ends the connection, now and for good. Any thread.</summary>
    internal void Abort()
    {
        lock (_gate)
        {
            _isAborted = true;
            _kept?.Abort();
        }
    }

    /// <summary>Frees the connection. After <see cref="Abort"/>, when nobody holds the connection.</summary>
    internal void Close()
    {
        Release();
    }

    /// <summary>What <see cref="Prepare"/> does.</summary>
    protected abstract PlcConnectionState MakeReady(
        GuardConfiguration configuration, Request request, EventSource events, bool mayWait);

    /// <summary>What <see cref="Begin"/> does: sends what stands in <see cref="Adu"/>, where that does not take a thread that may
    /// wait.</summary>
    protected abstract void Send(GuardConfiguration configuration, Request request, EventSource events);

    /// <summary>What <see cref="Go"/> does.</summary>
    protected abstract Awaited Await(
        GuardConfiguration configuration, Request request, Peer peer, EventSource events, bool mayWait, out ExchangeResult result);

    /// <summary>Holds the request that was begun with last, behind seven bytes for a header of our own.</summary>
    protected byte[] Adu { get; private set; } = new byte[0];

    /// <summary>Where those seven bytes begin.</summary>
    protected int Offset { get; private set; }

    /// <summary>Whether the connection's end was asked for, and so is no loss.</summary>
    protected bool IsAborted()
    {
        lock (_gate)
        {
            return _isAborted;
        }
    }

    /// <summary>Keeps a new connection within reach of <see cref="Abort"/>.
    /// False: that has come already, and the connection is closed.</summary>
    protected bool Keep(ILinkEnd link)
    {
        lock (_gate)
        {
            if (!_isAborted)
            {
                _kept = link;
                return true;
            }
        }
        link.Close();
        return false;
    }

    /// <summary>Closes the connection that was kept. False: there was none.</summary>
    protected bool Release()
    {
        ILinkEnd? link;
        lock (_gate)
        {
            link = _kept;
            _kept = null;
        }
        link?.Close();
        return link != null;
    }
}
