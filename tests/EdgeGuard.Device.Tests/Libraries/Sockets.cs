extern alias Real;

using System.Threading;
using EdgeGuard.Device.Tests.Libraries;
using RealFlags = Real::System.Net.Sockets.SocketFlags;
using RealMode = Real::System.Net.Sockets.SelectMode;
using RealSocket = Real::System.Net.Sockets.Socket;

namespace System.Net.Sockets;

/// <summary>Names and numbers of the library, as far as the device uses them.</summary>
public enum SocketType
{
    Stream = 1,
}

public enum ProtocolType
{
    Tcp = 6,
}

public enum SelectMode
{
    SelectRead,
    SelectWrite,
    SelectError,
}

[Flags]
public enum SocketFlags
{
    None = 0,
    Peek = 2,
}

public enum SocketOptionLevel
{
    Socket = 65535,
    Tcp = 6,
}

public enum SocketOptionName
{
    NoDelay = 1,
    KeepAlive = 8,
}

/// <summary>The library's socket on one of the host's.</summary>
/// <remarks>As there: a peek sees one segment at the most; closing wakes nobody, and frees the number.</remarks>
public sealed class Socket : IDisposable
{
    private const int Segment = 536;

    private readonly FakeNetwork _network = FakeHardware.Current.Network;
    private readonly RealSocket _socket;
    private int _number;
    private int _waiting;

    public Socket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
        : this(new RealSocket(addressFamily, Real::System.Net.Sockets.SocketType.Stream, Real::System.Net.Sockets.ProtocolType.Tcp))
    {
        if (socketType != SocketType.Stream || protocolType != ProtocolType.Tcp) throw new NotSupportedException("TCP alone");
    }

    private Socket(RealSocket socket)
    {
        _socket = socket;
        _number = _network.Take(this);
        if (_number >= 0) return;
        socket.Dispose();
        throw new SocketException((int)SocketError.TooManyOpenSockets);
    }

    public EndPoint LocalEndPoint
    {
        get { return Open.LocalEndPoint!; }
    }

    public EndPoint RemoteEndPoint
    {
        get { return Open.RemoteEndPoint!; }
    }

    public int Available
    {
        get { return Open.Available; }
    }

    public int ReceiveTimeout
    {
        get { return _socket.ReceiveTimeout; }
        set { _socket.ReceiveTimeout = value; }
    }

    public int SendTimeout
    {
        get { return _socket.SendTimeout; }
        set { _socket.SendTimeout = value; }
    }

    /// <summary>The host's socket, for the fake of TLS.</summary>
    internal RealSocket Host
    {
        get { return _socket; }
    }

    internal FakeNetwork Network
    {
        get { return _network; }
    }

    /// <summary>Its number; -1 once it was disposed of.</summary>
    internal int Number
    {
        get { return _number; }
    }

    private RealSocket Open
    {
        get
        {
            ObjectDisposedException.ThrowIf(_number < 0, this);
            return _socket;
        }
    }

    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue)
    {
        if (optionLevel == SocketOptionLevel.Tcp) Open.NoDelay = optionValue;
    }

    public void Bind(EndPoint localEP)
    {
        Open.Bind(localEP);
    }

    public void Listen(int backlog)
    {
        Open.Listen(backlog);
    }

    public void Connect(EndPoint remoteEP)
    {
        Open.Connect(remoteEP);
    }

    public Socket Accept()
    {
        Poll(-1, SelectMode.SelectRead);
        return new Socket(Open.Accept());
    }

    public bool Poll(int microSeconds, SelectMode mode)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return Open.Poll(microSeconds, mode == SelectMode.SelectWrite ? RealMode.SelectWrite : RealMode.SelectRead);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags)
    {
        bool isPeek = socketFlags == SocketFlags.Peek;
        return Open.Receive(buffer, offset, isPeek ? Math.Min(size, Segment) : size, isPeek ? RealFlags.Peek : RealFlags.None);
    }

    public int Send(byte[] buffer, int offset, int size, SocketFlags socketFlags)
    {
        return Open.Send(buffer, offset, size, (RealFlags)socketFlags);
    }

    public void Close()
    {
        Dispose();
    }

    public void Dispose()
    {
        if (_number < 0) return;
        if (Interlocked.CompareExchange(ref _waiting, 0, 0) > 0)
        {
            _network.Complain($"number {_number} was closed while a call waits on it: the call goes on with whoever gets the number");
        }
        int number = _number;
        _number = -1;
        _network.Close(number, this);
    }

    /// <summary>The number is taken away, as after a close.</summary>
    internal void Lose()
    {
        _socket.Dispose();
    }

    /// <summary>The library's stream has closed the number itself.</summary>
    internal void Forget()
    {
        _number = -1;
    }
}
