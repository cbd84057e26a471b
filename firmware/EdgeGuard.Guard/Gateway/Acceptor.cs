using System;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Takes clients from one listener, and hands those that are let in to a thread.</summary>
/// <remarks><see cref="Run"/> is one thread's; the rest any thread's.</remarks>
internal sealed class Acceptor
{
    private readonly IListener _listener;
    private readonly int _number;
    private readonly IClock _clock;
    private readonly LiveSessions _sessions;
    private readonly GatewayThreads _threads;

    private readonly object _gate = new object();
    private bool _isAccepting;

    internal Acceptor(IListener listener, int number, IClock clock, LiveSessions sessions, GatewayThreads threads)
    {
        _listener = listener;
        _number = number;
        _clock = clock;
        _sessions = sessions;
        _threads = threads;
    }

    /// <summary>Whether clients are taken: not before the start, and not once the listener is closed.</summary>
    internal bool IsAccepting
    {
        get
        {
            lock (_gate) return _isAccepting;
        }
        set
        {
            lock (_gate) _isAccepting = value;
        }
    }

    /// <summary>Follows what was committed, where the listener wants to know.</summary>
    internal void Follow(GuardConfiguration configuration)
    {
        if (_listener is IConfigurationFollower follower) follower.Follow(configuration);
    }

    /// <summary>Begins to take clients: with a thread, or with those of the listener, where it has some.</summary>
    internal void Start()
    {
        IsAccepting = true;
        if (_listener is ILinkBringer bringer)
        {
            bringer.Start(Take, _threads.Heartbeats.Begin(Worker.Listener, _number, _clock.Now + GuardLimits.AcceptMs));
            return;
        }
        _threads.Start(Run);
    }

    /// <summary>Closes the listener, and so ends <see cref="Run"/>.</summary>
    internal void Close()
    {
        _listener.Close();
        IsAccepting = false;
    }

    // Of any thread of the listener's.
    private void Take(IUpstreamLink link)
    {
        try
        {
            Admit(link);
        }
        catch (Exception fault)
        {
            _threads.Report(fault);
            link.Abort();
            link.Close();
        }
    }

    // Accepts until the listener is closed or the gateway stops.
    private void Run()
    {
        Heartbeat beat = _threads.Heartbeats.Begin(Worker.Listener, _number, _clock.Now);
        ISignal pause = _clock.CreateSignal();
        bool isOpen = true;
        while (isOpen && !_threads.IsStopping)
        {
            try
            {
                isOpen = AcceptOne(beat);
            }
            catch (Exception fault)
            {
                _threads.Report(fault);
                // Prevents a hot loop where the fault persists, such as a lack of memory.
                pause.Wait(_clock.Now + GuardLimits.FaultPauseMs);
            }
        }
        IsAccepting = false;
        beat.End();
    }

    // False: the listener is closed.
    private bool AcceptOne(Heartbeat beat)
    {
        long until = _clock.Now + GuardLimits.AcceptMs;
        beat.Beat(until);
        IUpstreamLink? link = _listener.Accept(until);
        if (link == null) return _clock.Now >= until;
        Admit(link);
        return true;
    }

    private void Admit(IUpstreamLink link)
    {
        Session? session = _sessions.Admit(link);
        if (session == null) Close(link);
        else _threads.Serve(session, link);
    }

    // A serial port is not the client's to lose: its request is passed over in silence.
    private static void Close(IUpstreamLink link)
    {
        if (link.Peer.Transport != PeerTransport.Serial) link.Abort();
        link.Close();
    }
}
