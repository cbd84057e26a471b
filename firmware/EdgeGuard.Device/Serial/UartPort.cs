using System;
using System.IO.Ports;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Device;

/// <summary>A serial port of the board.</summary>
public sealed class UartPort : ISerialPort
{
    /// <summary>Baud rate of a console.</summary>
    public const int ConsoleBaud = 115_200;

    // Twice the longest frame. What comes while this is full takes all that waits with it: the driver flushes. The library's own is 256.
    private const int BusBuffer = 512;

    // Most of a second of pasted text: what comes while a password is stretched, or a client's handshake holds the interpreter up.
    private const int ConsoleBuffer = 8192;

    private const int DataBits = 8;

    private readonly SerialFormat _format;
    private readonly SerialMode _mode;
    private readonly int _receiveBuffer;
    private readonly IClock _clock;

    // A second SerialPort of one name would throw.
    private readonly PortClaim _claim = new PortClaim();

    private UartPort(string name, SerialFormat format, SerialMode mode, int receiveBuffer, IClock clock)
    {
        Name = name;
        _format = format;
        _mode = mode;
        _receiveBuffer = receiveBuffer;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>A port with an RS-485 transceiver that its RTS pin switches.</summary>
    /// <param name="name">As the library calls the port, such as COM2. Its pins must have been given their functions.</param>
    /// <param name="format">Baud rate, parity and stop bits.</param>
    /// <param name="clock">What times are measured by.</param>
    public static UartPort Rs485(string name, SerialFormat format, IClock clock)
    {
        return new UartPort(name, format, SerialMode.RS485, BusBuffer, clock);
    }

    /// <summary>A port with an RS-485 transceiver that the board switches, from what is sent.</summary>
    /// <param name="name">As above.</param>
    /// <param name="format">As above.</param>
    /// <param name="clock">As above.</param>
    public static UartPort SelfSwitchedRs485(string name, SerialFormat format, IClock clock)
    {
        return new UartPort(name, format, SerialMode.Normal, BusBuffer, clock);
    }

    /// <summary>A port that people come to the console by: 115,200 Bd, 8N1, without flow control.</summary>
    /// <param name="name">As above.</param>
    /// <param name="clock">As above.</param>
    public static UartPort Console(string name, IClock clock)
    {
        return new UartPort(name, new SerialFormat(ConsoleBaud, SerialParity.None, 1), SerialMode.Normal, ConsoleBuffer, clock);
    }

    /// <inheritdoc/>
    public ISerialLink? Open(out SerialFault fault)
    {
        fault = SerialFault.Busy;
        if (!_claim.Take()) return null;
        SerialPort? port = OpenPort(out fault);
        if (port != null) return new UartLink(this, port, _format, _clock);
        GiveBack();
        return null;
    }

    /// <summary>The link is closed.</summary>
    internal void GiveBack()
    {
        _claim.GiveBack();
    }

    private SerialPort? OpenPort(out SerialFault fault)
    {
        SerialPort? port = null;
        try
        {
            port = new SerialPort(
                Name, _format.Baud, ParityOf(_format.Parity), DataBits, _format.StopBits == 1 ? StopBits.One : StopBits.Two);
            // Before Open: only opening gives RTS to the transmitter.
            port.Mode = _mode;
            port.ReadBufferSize = _receiveBuffer;
            port.Open();
            fault = SerialFault.None;
            return port;
        }
        catch (ArgumentException)
        {
            fault = SerialFault.Missing;
        }
        catch (InvalidOperationException)
        {
            fault = SerialFault.Busy;
        }
        catch (Exception)
        {
            // What the native driver refuses, it refuses with whatever it likes; the line tries again, and says that it failed.
            fault = SerialFault.Failed;
        }
        if (port != null) port.Dispose();
        return null;
    }

    private static Parity ParityOf(SerialParity parity)
    {
        switch (parity)
        {
            case SerialParity.Odd: return Parity.Odd;
            case SerialParity.Even: return Parity.Even;
            default: return Parity.None;
        }
    }
}
