using System;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Serves many sessions with one thread: whichever can go on, until it waits for something.</summary>
/// <remarks>
/// <see cref="Run"/> is one thread's; <see cref="TryAdd"/>, <see cref="Wake"/> and <see cref="GiveBack"/> are any thread's. A session is
/// the loop's for life, but for the time that a thread which may wait has it (<see cref="WaitingThreads"/>). Waking one too often does no
/// harm: it looks for itself what has come. One lock, a leaf.
/// </remarks>
internal sealed class SessionLoop
{
    private const int FirstSize = 16;

    private readonly ILinkPoller _poller;
    private readonly IClock _clock;
    private readonly GatewayThreads _threads;
    private readonly Recheck? _recheck;

    // Guards the queue of those that can go on, and whether the thread waits.
    private readonly object _gate = new object();
    private LoopPlace? _first;
    private LoopPlace? _last;
    private int _sessions;
    private bool _isWaiting;
    private bool _isOver;

    // The thread's own.
    private Session[] _live = new Session[FirstSize];
    private int _count;
    private long _due;

    // Those that could go on and let others come first, and how many have come since.
    private LoopPlace? _firstPutOff;
    private LoopPlace? _lastPutOff;
    private int _arrivals;

    /// <param name="number">Its number among the gateway's, from 0.</param>
    /// <param name="poller">What it waits with.</param>
    /// <param name="clock">For deadlines.</param>
    /// <param name="threads">Told of what ends, and of faults.</param>
    /// <param name="recheck">What it looks after besides; null: nothing.</param>
    internal SessionLoop(int number, ILinkPoller poller, IClock clock, GatewayThreads threads, Recheck? recheck)
    {
        Number = number;
        _poller = poller;
        _clock = clock;
        _threads = threads;
        _recheck = recheck;
    }

    /// <summary>Its number among the gateway's, from 0.</summary>
    internal int Number { get; }

    /// <summary>How many sessions it has.</summary>
    internal int Sessions
    {
        get
        {
            lock (_gate) return _sessions;
        }
    }

    /// <summary>One more session. False: the loop is over.</summary>
    internal bool TryAdd(Session session)
    {
        lock (_gate)
        {
            if (_isOver) return false;
            _sessions++;
            MakeReady(session.Place!);
            return true;
        }
    }

    /// <summary>Has a session looked at again: its turn has come, or it is to end.</summary>
    internal void Wake(Session session)
    {
        lock (_gate) MakeReady(session.Place!);
    }

    /// <summary>A thread that may wait has done what the session needed one for.</summary>
    internal void GiveBack(Session session)
    {
        lock (_gate)
        {
            session.Place!.IsLent = false;
            MakeReady(session.Place);
        }
    }

    /// <summary>Has the thread see that the gateway stops.</summary>
    internal void Stop()
    {
        _poller.Wake();
    }

    /// <summary>Serves until the gateway stops and the last session has ended.</summary>
    internal void Run()
    {
        Heartbeat beat = _threads.Heartbeats.Begin(Worker.Loop, Number, _clock.Now);
        if (_recheck != null) _recheck.Begin();
        while (!IsOver())
        {
            try
            {
                Session? session = Next(beat);
                if (session != null) Turn(session);
                if (_clock.Now >= _due) EndWaits();
            }
            catch (Exception fault)
            {
                _threads.Report(fault);
            }
        }
        if (_recheck != null) _recheck.End();
        beat.End();
    }

    private bool IsOver()
    {
        if (!_threads.IsStopping) return false;
        lock (_gate)
        {
            _isOver = _sessions == 0;
            return _isOver;
        }
    }

    // Who was woken comes first: what it waited for has been taken from others. Then who has something to read, then who was put off.
    private Session? Next(Heartbeat beat)
    {
        lock (_gate)
        {
            Session? ready = TakeReady();
            if (ready != null) return ready;
            _isWaiting = true;
        }
        long now = _clock.Now;
        long until = now + GuardLimits.LoopMs;
        if (_due < until) until = _due;
        beat.Beat(until);
        IPolled? polled = null;
        if (_firstPutOff == null) polled = _poller.Next(until);
        else if (_arrivals++ < GuardLimits.ArrivalsATurn) polled = _poller.Next(now);
        Session? next = polled == null ? TakePutOff() : (Session)polled;
        lock (_gate)
        {
            _isWaiting = false;
            return next != null && next.Place!.IsFree ? next : null;
        }
    }

    private void PutOff(LoopPlace place)
    {
        if (place.IsPutOff) return;
        place.IsPutOff = true;
        place.NextPutOff = null;
        if (_lastPutOff == null) _firstPutOff = place;
        else _lastPutOff.NextPutOff = place;
        _lastPutOff = place;
    }

    private Session? TakePutOff()
    {
        _arrivals = 0;
        LoopPlace? first = _firstPutOff;
        if (first == null) return null;
        first.IsPutOff = false;
        _firstPutOff = first.NextPutOff;
        if (_firstPutOff == null) _lastPutOff = null;
        return first.Session;
    }

    private void Turn(Session session)
    {
        Awaited awaited = Awaited.Nothing;
        try
        {
            if (session.Place!.Index < 0) Add(session);
            awaited = session.Step(false);
        }
        finally
        {
            if (awaited == Awaited.Nothing) Remove(session);
        }
        if (awaited != Awaited.Nothing) Wait(session, awaited);
    }

    private void Wait(Session session, Awaited awaited)
    {
        if (awaited == Awaited.Others)
        {
            PutOff(session.Place!);
            return;
        }
        if (session.WaitsUntil < _due && awaited != Awaited.Thread) _due = session.WaitsUntil;
        if (awaited == Awaited.Turn) return;
        IPolledLink? link = awaited == Awaited.Thread ? null : session.AwaitedLink(awaited);
        if (link != null && _poller.Watch(link, session))
        {
            // There is nobody else to serve, and whoever comes can wait for that moment.
            if (_count == 1 && awaited == Awaited.Response && _poller.Await(link, _clock.Now + GuardLimits.AloneMs)) Wake(session);
            return;
        }
        if (awaited == Awaited.Client)
        {
            // The system has no room for one more: nobody would ever hear of this client again.
            session.End(SessionEnd.InternalFault);
            return;
        }
        lock (_gate) session.Place!.IsLent = true;
        _threads.Lend(session);
    }

    // Whoever has waited for long enough takes what it waits for as lost.
    private void EndWaits()
    {
        long now = _clock.Now;
        _due = _recheck == null ? long.MaxValue : _recheck.Step(now);
        for (int i = _count - 1; i >= 0; i--)
        {
            Session session = _live[i];
            if (IsLent(session)) continue;
            if (now < session.WaitsUntil) _due = session.WaitsUntil < _due ? session.WaitsUntil : _due;
            else Turn(session);
        }
    }

    private bool IsLent(Session session)
    {
        lock (_gate) return session.Place!.IsLent;
    }

    private void Add(Session session)
    {
        if (_count == _live.Length)
        {
            var larger = new Session[_count * 2];
            for (int i = 0; i < _count; i++) larger[i] = _live[i];
            _live = larger;
        }
        session.Place!.Index = _count;
        _live[_count++] = session;
    }

    private void Remove(Session session)
    {
        int index = session.Place!.Index;
        Session last = _live[--_count];
        _live[index] = last;
        last.Place!.Index = index;
        _threads.Forget(session);
        lock (_gate)
        {
            session.Place.HasEnded = true;
            _sessions--;
        }
    }

    // Both: the caller holds the lock.
    private void MakeReady(LoopPlace place)
    {
        if (place.IsReady) return;
        place.IsReady = true;
        place.Next = null;
        if (_last == null) _first = place;
        else _last.Next = place;
        _last = place;
        if (_isWaiting) _poller.Wake();
        _isWaiting = false;
    }

    private Session? TakeReady()
    {
        while (_first != null)
        {
            LoopPlace place = _first;
            _first = place.Next;
            if (_first == null) _last = null;
            place.IsReady = false;
            // Who has it makes it ready again.
            if (place.IsFree) return place.Session;
        }
        return null;
    }
}
