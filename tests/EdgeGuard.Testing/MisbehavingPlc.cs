using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>A PLC in memory behind a dialer: answers rightly unless told what to do wrong, and remembers what reached it.</summary>
public sealed class MisbehavingPlc : IDialer, IWaitable
{
    private readonly FakeClock _clock;
    private readonly Queue<(Mischief What, int DelayMs)> _next = new();
    private readonly List<PlcRequest> _requests = [];
    private readonly List<PlcLink> _links = [];

    public MisbehavingPlc(FakeClock clock)
    {
        _clock = clock;
    }

    /// <summary>The process behind it.</summary>
    public PlcModel Model { get; } = new();

    /// <summary>Whether it takes connections; otherwise they are refused at once.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>Whether connecting leads nowhere until the time-out.</summary>
    public bool HangsOnDial { get; set; }

    /// <summary>Milliseconds that every answer takes, unless told otherwise.</summary>
    public int DelayMs { get; set; }

    /// <summary>What it does from now on where nothing else is queued.</summary>
    public Mischief Always { get; set; }

    /// <summary>Makes something else of an answer: the request and the right answer's
    /// ADU in, what is sent out. Not asked while mischief is queued.</summary>
    public Func<PlcRequest, byte[], byte[]>? Instead { get; set; }

    /// <summary>Milliseconds behind an answer at which it ends the connection;
    /// until then it takes nothing more over it. -1: it does not.</summary>
    public int ClosesAfterMs { get; set; } = -1;

    /// <summary>Milliseconds from connecting on in which what comes over a connection is thrown away.</summary>
    public int DeafMs { get; set; }

    /// <summary>What it sends over each connection before anybody asks.</summary>
    public byte[] Greeting { get; set; } = [];

    /// <summary>A function code that it ends the connection upon; 0: none.</summary>
    public byte HangsUpOn { get; set; }

    /// <summary>Unit ids that never answer.</summary>
    public byte[] SilentUnits { get; set; } = [];

    /// <summary>Most connections at once; more are refused.</summary>
    public int MostConnections { get; set; } = int.MaxValue;

    /// <summary>Requests that it threw away unread.</summary>
    public int Ignored { get; private set; }

    /// <summary>How often it was dialled, with or without success.</summary>
    public int Dials { get; private set; }

    /// <summary>Every request that reached it, in order.</summary>
    public IReadOnlyList<PlcRequest> Requests
    {
        get
        {
            _clock.Settle();
            lock (_clock.Gate) return _requests.ToArray();
        }
    }

    /// <summary>Whether everything that was written to it came as whole frames.</summary>
    public bool HasOnlyWholeFrames
    {
        get
        {
            _clock.Settle();
            lock (_clock.Gate) return _links.All(l => l.IsWhole);
        }
    }

    /// <summary>Connections that stand.</summary>
    public int Connections
    {
        get
        {
            _clock.Settle();
            lock (_clock.Gate) return _links.Count(l => !l.IsEnded);
        }
    }

    bool IWaitable.IsReady
    {
        get { return false; }
    }

    long IWaitable.ReadyAt
    {
        get { return long.MaxValue; }
    }

    /// <summary>What to do with the next request, after those queued before.</summary>
    public MisbehavingPlc Next(Mischief what, int delayMs = 0)
    {
        lock (_clock.Gate) _next.Enqueue((what, delayMs));
        return this;
    }

    /// <summary>All connections end at once, as with a power cycle; process values stay.</summary>
    public void PowerCycle()
    {
        lock (_clock.Gate)
        {
            foreach (PlcLink link in _links) link.EndFromPlc();
            _clock.Changed();
        }
    }

    /// <summary>Sends over every connection that stands what nobody asked for.</summary>
    public void Say(params byte[] bytes)
    {
        lock (_clock.Gate)
        {
            foreach (PlcLink link in _links.Where(l => !l.IsEnded)) link.Say(bytes, _clock.Now);
            _clock.Changed();
        }
    }

    public ILink? Dial(long deadline)
    {
        lock (_clock.Gate)
        {
            Dials++;
            if (HangsOnDial) _clock.Block(this, deadline);
            if (!IsReachable || HangsOnDial || _links.Count(l => !l.IsEnded) >= MostConnections) return null;
            var link = new PlcLink(_clock, this, _links.Count + 1);
            _links.Add(link);
            if (Greeting.Length > 0) link.Say(Greeting, _clock.Now);
            return link;
        }
    }

    /// <summary>A request arrived over a link. Under the clock's lock.</summary>
    internal void Take(PlcLink link, int number, byte[] adu)
    {
        if (link.IsLeaving || _clock.Now - link.OpenedAt < DeafMs)
        {
            Ignored++;
            return;
        }
        var request = new PlcRequest(number, adu[0] << 8 | adu[1], adu[6], adu[7..], _clock.Now);
        _requests.Add(request);
        bool isQueued = _next.Count > 0;
        (Mischief what, int delayMs) = isQueued ? _next.Dequeue() : (Always, DelayMs);
        byte[] answer = Frame(request.TransactionId, request.Unit, Model.Answer(request.Pdu));
        if (!isQueued && Instead != null) answer = Instead(request, answer);
        if (SilentUnits.Contains(request.Unit)) return;
        if (HangsUpOn != 0 && request.Pdu[0] == HangsUpOn) what = Mischief.Close;
        Misbehave(link, request, answer, what, _clock.Now + delayMs);
        if (ClosesAfterMs >= 0 && !link.IsEnded) link.EndFromPlcAt(_clock.Now + delayMs + ClosesAfterMs);
    }

    private static byte[] Frame(int transactionId, byte unit, byte[] pdu)
    {
        return Adu.Frame(transactionId & 0xFFFF, unit, pdu);
    }

    private static void Misbehave(PlcLink link, PlcRequest request, byte[] answer, Mischief what, long at)
    {
        byte[] pdu = answer[7..];
        switch (what)
        {
            case Mischief.None: link.Say(answer, at); break;
            case Mischief.Silent: break;
            case Mischief.WrongTransaction: link.Say(Frame(request.TransactionId + 1, request.Unit, pdu), at); break;
            case Mischief.WrongUnit: link.Say(Frame(request.TransactionId, (byte)(request.Unit ^ 1), pdu), at); break;
            case Mischief.WrongFunction: link.Say(Frame(request.TransactionId, request.Unit, [(byte)(pdu[0] ^ 1), .. pdu[1..]]), at); break;
            case Mischief.TooShort: link.Say(Frame(request.TransactionId, request.Unit, pdu[..^1]), at); break;
            case Mischief.TrailingByte: link.Say(Frame(request.TransactionId, request.Unit, [.. pdu, 0]), at); break;
            case Mischief.NotModbus: link.Say([answer[0], answer[1], 0, 1, .. answer[4..]], at); break;
            case Mischief.Exception: link.Say(Frame(request.TransactionId, request.Unit, [(byte)(pdu[0] | 0x80), 4]), at); break;
            case Mischief.Close: link.EndFromPlc(); break;
            case Mischief.CloseBehind: link.Say(answer, at); link.EndFromPlcAt(at); break;
            case Mischief.CloseHalfway: link.Say(answer[..(answer.Length / 2)], at); link.EndFromPlc(); break;
            case Mischief.StopHalfway: link.Say(answer[..(answer.Length / 2)], at); break;
            case Mischief.ByteByByte: ByteByByte(link, answer, at); break;
            case Mischief.StrayFirst: link.Say([.. Frame(request.TransactionId - 1, request.Unit, pdu), .. answer], at); break;
            case Mischief.RtuOverTcp: link.Say(Serial.RtuAdu.Frame(request.Unit, pdu), at); break;
            case Mischief.AnswerTwice: link.Say([.. answer, .. answer], at); break;
            case Mischief.Babble: Babble(link, request, pdu, at); break;
            default: throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }
    }

    private static void ByteByByte(PlcLink link, byte[] answer, long at)
    {
        for (int i = 0; i < answer.Length; i++) link.Say([answer[i]], at + 5 * i);
    }

    private static void Babble(PlcLink link, PlcRequest request, byte[] pdu, long at)
    {
        for (int i = 0; i < 10_000; i++) link.Say(Frame(request.TransactionId + 7, request.Unit, pdu), at + i);
    }
}
