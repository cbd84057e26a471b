namespace EdgeGuard.Core;

/// <summary>Lights, button, key switch, bypass relay and case contact at the module's front. One thread; never throws.</summary>
public interface IPanel
{
    /// <summary>As of the last <see cref="Look"/> that succeeded; contacts bounce.</summary>
    bool IsButtonDown { get; }

    /// <summary>As above.</summary>
    bool IsKeyTurned { get; }

    /// <summary>Whether the case is open; as above.</summary>
    bool IsOpen { get; }

    /// <summary>Reads the contacts. False: they cannot be read.</summary>
    bool Look();

    /// <summary>Switches the lights; the same ones again cost nothing.</summary>
    void Show(Lights lights);

    /// <summary>Closes the relay that bridges the module in a serial cable, or releases it; the same again costs nothing. A reset, and no
    /// power, release it by themselves.</summary>
    void SetBypass(bool isClosed);
}
