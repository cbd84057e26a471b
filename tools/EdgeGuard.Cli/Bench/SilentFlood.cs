using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>A thousand connections that say nothing. Those that the module gives up are opened again at once.</summary>
internal sealed class SilentFlood : IDisposable
{
    public const int Connections = 1_000;
    private const int PauseMs = 50;

    private readonly IPEndPoint _target;
    private readonly Socket?[] _sockets = new Socket?[Connections];
    private readonly Thread _thread;
    private volatile bool _isStopping;

    public SilentFlood(int port)
    {
        _target = new IPEndPoint(IPAddress.Loopback, port);
        Fill();
        _thread = new Thread(Keep) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        foreach (Socket? socket in _sockets) socket?.Dispose();
    }

    private void Keep()
    {
        while (!_isStopping)
        {
            Fill();
            Thread.Sleep(PauseMs);
        }
    }

    private void Fill()
    {
        for (int i = 0; i < _sockets.Length && !_isStopping; i++)
        {
            if (_sockets[i] is { } socket && !HasEnded(socket)) continue;
            _sockets[i]?.Dispose();
            _sockets[i] = Open();
        }
    }

    // Readable and nothing said: the module closed it.
    private static bool HasEnded(Socket socket) => socket.Poll(0, SelectMode.SelectRead);

    // Not waited for: a flood does not mind whether it is let in.
    private Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(_target);
        }
        catch (SocketException e) when (
            e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress or SocketError.ConnectionRefused)
        {
            // On its way, or rejected.
        }
        return socket;
    }
}
