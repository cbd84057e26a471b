using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Testing.Programs;

/// <summary>A piece of network between a client and a broker on loopback, which can be cut without either end saying goodbye.</summary>
public sealed class Cable : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _open = [];
    private readonly Lock _lock = new();
    private readonly int _to;
    private bool _isCut;

    public Cable(int to)
    {
        _to = to;
        _listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends every connection abruptly, and each new one at once, until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            foreach (Socket socket in _open) socket.Close(0);
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_lock) _isCut = false;
    }

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Carry(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task Carry(TcpClient near)
    {
        var far = new TcpClient();
        lock (_lock)
        {
            _open.Add(near.Client);
            _open.Add(far.Client);
            if (_isCut) near.Client.Close(0);
        }

        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _to);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception e) when (e is SocketException or System.IO.IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or nobody is at the far end: the near end sees it closed.
        }

        near.Dispose();
        far.Dispose();
    }
}
