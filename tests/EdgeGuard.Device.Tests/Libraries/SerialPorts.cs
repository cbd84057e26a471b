using EdgeGuard.Device.Tests.Libraries;

namespace System.IO.Ports;

public delegate void SerialDataReceivedEventHandler(object sender, SerialDataReceivedEventArgs e);

public enum Parity
{
    None,
    Odd,
    Even,
}

public enum StopBits
{
    One = 1,
    Two = 2,
}

public enum SerialMode
{
    Normal,
    RS485,
}

public sealed class SerialDataReceivedEventArgs
{
}

/// <summary>The library's port on a <see cref="FakeUart"/>.</summary>
public sealed class SerialPort : IDisposable
{
    private readonly FakeUart _uart;
    private SerialMode _mode;

    public SerialPort(string portName, int baudRate, Parity parity, int dataBits, StopBits stopBits)
    {
        if (!FakeHardware.Current.Uarts.TryGetValue(portName, out FakeUart? uart))
        {
            throw new ArgumentException("no such port", nameof(portName));
        }
        uart.Construct($"{baudRate} {dataBits}{parity.ToString()[0]}{(int)stopBits}");
        _uart = uart;
    }

    public event SerialDataReceivedEventHandler? DataReceived
    {
        add { _uart.Received += () => value?.Invoke(this, new SerialDataReceivedEventArgs()); }
        remove { _uart.Forget(); }
    }

    public SerialMode Mode
    {
        get
        {
            return _mode;
        }

        set
        {
            _mode = value;
            _uart.SetMode(value);
        }
    }

    public int ReadBufferSize
    {
        get { return _uart.ReceiveBuffer; }
        set { _uart.ReceiveBuffer = value; }
    }

    public int BytesToRead
    {
        get { return _uart.BytesToRead; }
    }

    public void Open()
    {
        _uart.Open();
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        return _uart.Read(buffer, offset, count);
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        _uart.Write(buffer[offset..(offset + count)]);
    }

    public void Dispose()
    {
        _uart.Dispose();
    }
}
