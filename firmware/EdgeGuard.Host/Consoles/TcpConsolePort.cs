using System;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Core.Ports;
using EdgeGuard.Host.Net;
using EdgeGuard.Shell.Terminal;

namespace EdgeGuard.Host.Consoles;

/// <summary>A TCP port on loopback that people of this machine come to the console by. Several terminals may take links from it.</summary>
internal sealed class TcpConsolePort : IConsolePort
{
    private const int Backlog = 4;
    private const int SliceMs = 100;

    private readonly Socket _listener;
    private readonly IClock _clock;
    private readonly object _lock = new();
    private bool _isClosed;

    private TcpConsolePort(Socket listener, IClock clock)
    {
        _listener = listener;
        _clock = clock;
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>Where it listens, with the port that the system chose if 0 was asked for.</summary>
    internal IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public string Name => EndPoint.ToString();

    /// <summary>Listens; null, and <paramref name="problem"/> says why not. Only on loopback: the console is not protected on the way.</summary>
    internal static TcpConsolePort? TryOpen(IPEndPoint at, IClock clock, out string problem)
    {
        if (!IPAddress.IsLoopback(at.Address))
        {
            problem = $"the console listens on loopback only, and {at.Address} is not: use 127.0.0.1 or ::1, and ssh from elsewhere";
            return null;
        }
        Socket? listener = TcpBind.Open(at, Backlog, out problem);
        return listener == null ? null : new TcpConsolePort(listener, clock);
    }

    /// <inheritdoc/>
    public ILink? Open(long until)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_isClosed) return null;
                Socket? socket = TcpBind.TryAccept(_listener);
                if (socket != null) return new SocketLink(socket, _clock);
            }
            long left = until - _clock.Now;
            if (left <= 0) return null;
            try
            {
                _listener.Poll((int)Math.Min(left, SliceMs) * 1000, SelectMode.SelectRead);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Closed meanwhile: told above.
            }
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
            TcpBind.Close(_listener);
        }
    }
}
