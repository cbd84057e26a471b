using EdgeGuard.Core;
using EdgeGuard.Settings;

namespace EdgeGuard.Module;

/// <summary>What the panel tells of the guard at work, and whether its key may bypass it.</summary>
internal sealed class PanelStatus
{
    private readonly PanelController _panel;
    private readonly ModuleRun _run;

    internal PanelStatus(PanelController panel, ModuleRun run)
    {
        _panel = panel;
        _run = run;
    }

    /// <summary>Tells the panel what is in force.</summary>
    /// <param name="guard">The guard at work; null: nothing is in force.</param>
    /// <param name="isTrial">Whether its configuration is on trial.</param>
    internal void Show(RunningGuard? guard, bool isTrial)
    {
        PanelState state = PanelState.None;
        if (_run.Counters.Read(Counter.InternalFaults) > 0) state |= PanelState.Fault;
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
        // The relay bridges a serial cable: whoever comes over the network would have nobody to talk to, and could believe itself guarded.
        _panel.MayBypass = PlcPortPlan.IsInSerialCable(guard.Settings);
    }

    private bool NeedsAttention(ModuleSettings settings)
    {
        bool isObserving = GuardSettings.Mode(settings) == GuardMode.Observe;
        return isObserving || settings.IsOn(SettingKeys.UnsafePlainListen) || _run.Clock.Trust != ClockTrust.Trusted;
    }
}
