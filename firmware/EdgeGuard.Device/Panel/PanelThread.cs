using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>The panel's thread.</summary>
internal sealed class PanelThread
{
    private readonly IClock _clock;
    private readonly PanelController _panel;
    private readonly Heartbeats _heartbeats;
    private readonly Restarter _restarter;
    private readonly ISignal _wake;
    private readonly object _gate = new object();
    private bool _isStopping;

    internal PanelThread(IClock clock, PanelController panel, Heartbeats heartbeats, Restarter restarter)
    {
        _clock = clock;
        _panel = panel;
        _heartbeats = heartbeats;
        _restarter = restarter;
        _wake = clock.CreateSignal();
    }

    private bool IsStopping
    {
        get { lock (_gate) return _isStopping; }
    }

    /// <summary>Starts it. Once.</summary>
    internal void Start()
    {
        GuardedThread.Start(Worker.Panel, 0, _restarter, Run);
    }

    /// <summary>Ends it: it releases the relay and puts the lights out. Any thread.</summary>
    internal void Stop()
    {
        lock (_gate) _isStopping = true;
        _wake.Set();
    }

    private void Run()
    {
        Heartbeat beat = _heartbeats.Begin(Worker.Panel, 0, _clock.Now);
        while (!IsStopping)
        {
            long next = _panel.Step(_clock.Now);
            beat.Beat(next);
            _wake.Wait(next);
        }
        _panel.Stop();
        beat.End();
    }
}
