using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>The panel behind an expander, whose pins are those of hardware/Esp32Wrover.panel.csv.</summary>
/// <remarks>
/// Port A drives the lights and the relay, high for on; port B has the contacts against ground, with the chip's pull-ups: a wire that is
/// cut is a key not turned, a button not pressed, and a case that is open.
/// </remarks>
internal sealed class ExpanderPanel : IPanel
{
    private const byte AllLights = (byte)(Lights.Green | Lights.Amber | Lights.Red);
    private const byte Relay = 0x08;

    private const byte Button = 0x01;
    private const byte Key = 0x02;
    private const byte Case = 0x04;

    private readonly Expander _expander;
    private byte _contacts = Button | Key;

    internal ExpanderPanel(Expander expander)
    {
        _expander = expander;
    }

    /// <inheritdoc/>
    public bool IsButtonDown
    {
        get { return (_contacts & Button) == 0; }
    }

    /// <inheritdoc/>
    public bool IsKeyTurned
    {
        get { return (_contacts & Key) == 0; }
    }

    /// <inheritdoc/>
    public bool IsOpen
    {
        get { return (_contacts & Case) != 0; }
    }

    /// <inheritdoc/>
    public bool Look()
    {
        if (!_expander.Look(out byte levels)) return false;
        _contacts = levels;
        return true;
    }

    /// <inheritdoc/>
    public void Show(Lights lights)
    {
        _expander.Drive(AllLights, (byte)lights);
    }

    /// <inheritdoc/>
    public void SetBypass(bool isClosed)
    {
        _expander.Drive(Relay, isClosed ? Relay : (byte)0);
    }
}
