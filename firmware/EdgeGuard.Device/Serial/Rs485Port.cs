using System;
using System.IO.Ports;
using EdgeGuard.Core.Ports;
using EdgeGuard.Modbus;

namespace EdgeGuard.Device.Serial;

/// <summary>An RS-485 port of the board: a UART whose RTS pin switches the transmitter on and off by itself.</summary>
public sealed class Rs485Port : ISerialPort
{
    // Twice the longest frame, so that what came while nobody looked is not lost; the library's own is less than one.
    private const int ReceiveBuffer = 512;

    private const int DataBits = 8;

    private readonly SerialFormat _format;
    private readonly IClock _clock;
    private readonly object _gate = new object();

    // Under the gate: a second SerialPort of one name would throw.
    private bool _isTaken;

    /// <param name="name">COM2 or COM3: COM1 is the interpreter's own. Its pins must have been given their functions.</param>
    /// <param name="format">Baud rate, parity and stop bits.</param>
    /// <param name="clock">What times are measured by.</param>
    public Rs485Port(string name, SerialFormat format, IClock clock)
    {
        Name = name;
        _format = format;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ISerialLink? Open(out SerialFault fault)
    {
        fault = SerialFault.Busy;
        if (!Take()) return null;
        SerialPort? port = OpenPort(out fault);
        if (port != null) return new Rs485Link(this, port, _format, _clock);
        GiveBack();
        return null;
    }

    /// <summary>The link is closed.</summary>
    internal void GiveBack()
    {
        lock (_gate)
        {
            _isTaken = false;
        }
    }

    private SerialPort? OpenPort(out SerialFault fault)
    {
        SerialPort? port = null;
        try
        {
            port = new SerialPort(Name, _format.Baud, ParityOf(_format.Parity), DataBits, _format.StopBits == 1 ? StopBits.One : StopBits.Two);
            // Before Open: only opening gives RTS to the transmitter.
            port.Mode = SerialMode.RS485;
            port.ReadBufferSize = ReceiveBuffer;
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

    private bool Take()
    {
        lock (_gate)
        {
            if (_isTaken) return false;
            _isTaken = true;
            return true;
        }
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
