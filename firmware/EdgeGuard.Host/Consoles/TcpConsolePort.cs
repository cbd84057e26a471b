using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Shell;

namespace EdgeGuard.Host;

/// <summary>A TCP port on loopback that people of this machine come to the console by. Several terminals may take links from it.</summary>
internal sealed class TcpConsolePort : IConsolePort, IDisposable
{
    private const int Backlog = 4;
    private const int SliceMs = 100;

    // Much longer than a free terminal needs to look again: whoever waits then waits for somebody to leave.
    private const int TakenMs = 3_000;
    private const int DoormanMs = 500;
    private const int TurnAwayMs = 1_000;

    private static readonly byte[] Taken =
        Encoding.ASCII.GetBytes("\r\nAs many people as this port serves are at the console already. Come again when one has left.\r\n");

    private readonly Socket _listener;
    private readonly IClock _clock;
    private readonly Timer _doorman;
    private readonly object _lock = new();

    // Under the lock:
    private bool _isClosed;
    private long _lookedAt;

    private TcpConsolePort(Socket listener, IClock clock)
    {
        _listener = listener;
        _clock = clock;
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _lookedAt = clock.Now;
        _doorman = new Timer(_ => TurnAway(), null, DoormanMs, DoormanMs);
    }

    /// <summary>Where it listens, with the port that the system chose if 0 was asked for.</summary>
    internal IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public string Name => EndPoint.ToString();

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public int Lines => 0;

    /// <summary>Listens; null, and <paramref name="problem"/> says why not.
    /// Only on loopback: the console is not protected on the way.</summary>
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
            SocketError error;
            lock (_lock)
            {
                if (_isClosed) return null;
                _lookedAt = _clock.Now;
                Socket? socket = TcpBind.TryAccept(_listener, out error);
                if (socket != null) return new SocketLink(socket, _clock);
            }
            long left = until - _clock.Now;
            if (left <= 0) return null;
            // One that waits and cannot be had (no file handles left) keeps the listener readable: the next try must not spin.
            if (error != SocketError.WouldBlock) Thread.Sleep((int)Math.Min(left, SliceMs));
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
        _doorman.Dispose();
    }

    public void Dispose() => Close();

    // Whoever comes while every terminal is taken is told, and does not wait before a screen that stays empty.
    private void TurnAway()
    {
        while (true)
        {
            Socket? socket;
            lock (_lock)
            {
                if (_isClosed || _clock.Now - _lookedAt < TakenMs) return;
                socket = TcpBind.TryAccept(_listener, out _);
            }
            if (socket == null) return;
            var link = new SocketLink(socket, _clock);
            link.Write(Taken, 0, Taken.Length, _clock.Now + TurnAwayMs);
            link.Close();
        }
    }
}
