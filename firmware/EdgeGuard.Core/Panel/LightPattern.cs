namespace EdgeGuard.Core;

/// <summary>Which lights are on at a time. Pure.</summary>
/// <remarks>
/// <code>
/// green  steady        guarding                     slow blinking  starting
/// amber  steady        somebody should look         slow blinking  no PLC       a flash every two seconds  no broker
/// red    steady        bypassed: nothing is guarded slow blinking  nothing in force, all refused
///        fast blinking a fault, or the case is open
/// </code>
/// Of several meanings of a light the first in this order shows: steady red, fast red, slow red; slow amber, steady amber, flashing amber.
/// </remarks>
public static class LightPattern
{
    private const int SlowMs = 500;
    private const int FastMs = 125;
    private const int FlashMs = 100;
    private const int FlashEveryMs = 2_000;

    /// <param name="state">The module.</param>
    /// <param name="isBypassed">Whether the relay is closed.</param>
    /// <param name="isOpen">Whether the case is.</param>
    /// <param name="now">Monotonic milliseconds.</param>
    public static Lights Of(PanelState state, bool isBypassed, bool isOpen, long now)
    {
        Lights lights = Lights.None;
        if (IsGreen(state, now)) lights |= Lights.Green;
        if (IsAmber(state, now)) lights |= Lights.Amber;
        if (IsRed(state, isBypassed, isOpen, now)) lights |= Lights.Red;
        return lights;
    }

    private static bool IsGreen(PanelState state, long now)
    {
        if (Has(state, PanelState.Starting)) return Blinks(now, SlowMs);
        return Has(state, PanelState.Guarding);
    }

    private static bool IsAmber(PanelState state, long now)
    {
        if (Has(state, PanelState.NoPlc)) return Blinks(now, SlowMs);
        if (Has(state, PanelState.Attention)) return true;
        return Has(state, PanelState.NoBroker) && now % FlashEveryMs < FlashMs;
    }

    private static bool IsRed(PanelState state, bool isBypassed, bool isOpen, long now)
    {
        if (isBypassed) return true;
        if (isOpen || Has(state, PanelState.Fault)) return Blinks(now, FastMs);
        return !Has(state, PanelState.Guarding) && !Has(state, PanelState.Starting) && Blinks(now, SlowMs);
    }

    private static bool Has(PanelState state, PanelState flag)
    {
        return (state & flag) != 0;
    }

    private static bool Blinks(long now, int halfMs)
    {
        return now / halfMs % 2 == 0;
    }
}
