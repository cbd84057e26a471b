using EdgeGuard.Core;
using EdgeGuard.Settings;

namespace EdgeGuard.Device;

/// <summary>The panel at work: what its lights tell of the guard, and whether its key may bypass it.</summary>
internal sealed class DevicePanel
{
    private readonly PanelController _panel;
    private readonly PanelThread _thread;
    private readonly IClock _clock;
    private readonly Counters _counters;

    internal DevicePanel(IPanel panel, IClock clock, DeviceRun run, Restarter restarter)
    {
        _clock = clock;
        _counters = run.Counters;
        _panel = new PanelController(panel, run.Events);
        _thread = new PanelThread(clock, _panel, run.Heartbeats, restarter);
    }

    /// <summary>Whether somebody who is there has turned the key in this run.</summary>
    internal bool IsKeyTurned
    {
        get { return _panel.IsKeyTurned; }
    }

    /// <summary>Begins to look and to show. Once.</summary>
    internal void Start()
    {
        _thread.Start();
    }

    /// <summary>Releases the relay and puts the lights out.</summary>
    internal void Stop()
    {
        _thread.Stop();
    }

    /// <summary>Tells the panel what is in force.</summary>
    /// <param name="guard">The guard at work; null: nothing is in force.</param>
    /// <param name="isTrial">Whether its configuration is on trial.</param>
    internal void Show(RunningGuard? guard, bool isTrial)
    {
        PanelState state = PanelState.None;
        if (_counters.Read(Counter.InternalFaults) > 0) state |= PanelState.Fault;
        if (guard == null)
        {
            _panel.MayBypass = false;
            _panel.State = state;
            return;
        }
        state |= PanelState.Guarding;
        if (isTrial || NeedsAttention(guard.Settings)) state |= PanelState.Attention;
        if (guard.Gateway.IsPlcInTrouble) state |= PanelState.NoPlc;
        if (guard.IsBrokerAway) state |= PanelState.NoBroker;
        _panel.State = state;
        // A client over TLS would have nobody to talk to, and would believe itself guarded.
        _panel.MayBypass = !guard.Settings.IsOn(SettingKeys.ListenTls);
    }

    private bool NeedsAttention(ModuleSettings settings)
    {
        bool isObserving = GuardSettings.Mode(settings) == GuardMode.Observe;
        return isObserving || settings.IsOn(SettingKeys.UnsafePlainListen) || _clock.Trust != ClockTrust.Trusted;
    }
}
