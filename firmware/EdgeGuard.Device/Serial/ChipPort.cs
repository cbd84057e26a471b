using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Device;

/// <summary>The serial port of a <see cref="UartChip"/>.</summary>
internal sealed class ChipPort : ISerialPort
{
    /// <summary>The fastest it may be: 64 characters last 36 ms then, and it is looked at every 10 ms when nothing holds the interpreter
    /// up. Bits a second.</summary>
    internal const int MostBaud = 19_200;

    private readonly UartChip _chip;
    private readonly SerialFormat _format;
    private readonly IClock _clock;
    private readonly PortClaim _claim = new PortClaim();

    /// <param name="name">As the settings name it.</param>
    /// <param name="chip">The chip, which nobody else uses.</param>
    /// <param name="format">Baud rate, parity and stop bits.</param>
    /// <param name="clock">What times are measured by.</param>
    internal ChipPort(string name, UartChip chip, SerialFormat format, IClock clock)
    {
        Name = name;
        _chip = chip;
        _format = format;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ISerialLink? Open(out SerialFault fault)
    {
        fault = SerialFault.Busy;
        if (!_claim.Take()) return null;
        if (_format.Baud <= MostBaud && _chip.Start(_format))
        {
            fault = SerialFault.None;
            return new ChipLink(this, _chip, _format, _clock, new SerialWait(_clock));
        }
        fault = SerialFault.Failed;
        GiveBack();
        return null;
    }

    /// <summary>The link is closed.</summary>
    internal void GiveBack()
    {
        _claim.GiveBack();
    }
}
