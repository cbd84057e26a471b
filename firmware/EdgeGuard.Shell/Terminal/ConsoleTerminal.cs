using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>One console port at work: a thread that serves one person after the other.</summary>
/// <remarks>The only thread of the shell. What people type while a command works waits in the port's own buffer: on a UART without flow
/// control it has to hold what comes during the longest command (115,200 Bd and 300 ms: 3.5 KB). A line that takes nothing for
/// <see cref="StuckMs"/> is given up, and whoever was logged in there is logged out.</remarks>
public sealed class ConsoleTerminal
{
    /// <summary>Milliseconds that a line may take no output.</summary>
    public const int StuckMs = 30_000;

    // What one command may take: a password on the device takes a minute, a commit writes to flash and starts listeners.
    private const int CommandMs = 300_000;

    private const int OpenMs = 1_000;
    private const int PauseMs = 1_000;

    private readonly ConsoleServices _services;
    private readonly IConsolePort _port;
    private readonly bool _isBatch;
    private readonly ISignal _ended;
    private readonly object _lock = new object();
    private Heartbeat? _heartbeat;

    // Under the lock:
    private ILink? _link;
    private bool _isStopping;
    private bool _hasEnded;

    /// <param name="services">What consoles work on.</param>
    /// <param name="port">Where people come from; closed by <see cref="Stop"/>.</param>
    /// <param name="isBatch">Whether scripts come.</param>
    public ConsoleTerminal(ConsoleServices services, IConsolePort port, bool isBatch)
    {
        _services = services;
        _port = port;
        _isBatch = isBatch;
        _ended = services.Clock.CreateSignal();
    }

    /// <summary>Takes the exceptions that are internal faults; set before <see cref="Start"/>.</summary>
    public FaultReport? Faulted { get; set; }

    /// <summary>Where the thread says that it is alive; set before <see cref="Start"/>.</summary>
    public Heartbeats Heartbeats { get; set; } = new Heartbeats(0);

    /// <summary>Starts the thread. Once.</summary>
    public void Start()
    {
        new Thread(Run).Start();
    }

    /// <summary>Ends the line and the thread. False when it was still busy at the deadline, with a command that takes its time.</summary>
    public bool Stop(long deadline)
    {
        lock (_lock)
        {
            _isStopping = true;
            if (_link != null) _link.Abort();
        }
        _port.Close();
        while (!HasEnded())
        {
            if (!_ended.Wait(deadline)) return HasEnded();
        }
        return true;
    }

    private void Run()
    {
        ISignal pause = _services.Clock.CreateSignal();
        Heartbeat heartbeat = Heartbeats.Begin(Worker.Console, 0, _services.Clock.Now);
        _heartbeat = heartbeat;
        while (!IsStopping())
        {
            try
            {
                long until = _services.Clock.Now + OpenMs;
                heartbeat.Beat(until);
                ILink? link = _port.Open(until);
                if (link != null) Serve(link);
            }
            catch (Exception fault)
            {
                Faulted?.Invoke(fault);
                // Whatever it is, it must not become a loop that does nothing else.
                pause.Wait(_services.Clock.Now + PauseMs);
            }
        }
        heartbeat.End();
        lock (_lock) _hasEnded = true;
        _ended.Set();
    }

    private void Serve(ILink link)
    {
        if (!Take(link)) return;
        var session = new ConsoleSession(_services, _port.Name, _isBatch) { EndsIdle = _port.IsShared };
        try
        {
            Talk(session, link);
        }
        finally
        {
            session.End();
            lock (_lock) _link = null;
            link.Close();
        }
    }

    private void Talk(ConsoleSession session, ILink link)
    {
        var buffer = new byte[Dialogue.FullInput];
        IClock clock = _services.Clock;
        session.Begin(clock.Now);
        while (Send(session, link, buffer) && !session.HasEnded)
        {
            long until = session.Step(clock.Now);
            if (!Send(session, link, buffer)) return;
            Beat(until);
            if (!link.Ready(until)) continue;
            int count = link.Read(buffer, 0, buffer.Length, clock.Now + OpenMs);
            if (count == 0) return;
            Beat(clock.Now + CommandMs);
            session.Resize(_port.Lines);
            session.Input(buffer, 0, count, clock.Now);
        }
    }

    // False: the line has ended, or takes nothing.
    private bool Send(ConsoleSession session, ILink link, byte[] buffer)
    {
        while (session.Output.Count > 0)
        {
            int count = session.Output.Take(buffer);
            Beat(_services.Clock.Now + StuckMs);
            if (!link.Write(buffer, 0, count, _services.Clock.Now + StuckMs)) return false;
        }
        return true;
    }

    private void Beat(long until)
    {
        if (_heartbeat != null) _heartbeat.Beat(until);
    }

    private bool Take(ILink link)
    {
        lock (_lock)
        {
            if (!_isStopping)
            {
                _link = link;
                return true;
            }
        }
        link.Close();
        return false;
    }

    private bool IsStopping()
    {
        lock (_lock) return _isStopping;
    }

    private bool HasEnded()
    {
        lock (_lock) return _hasEnded;
    }
}
