using System;
using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>One connecting, in a thread of its own: the library's Connect
/// has no time-out, and ends only when the network gives up.</summary>
internal sealed class ConnectAttempt
{
    private readonly SocketDialer _owner;
    private readonly Socket _socket;
    private readonly object _gate = new object();
    private readonly ISignal _done;

    // Under the gate.
    private bool _isConnected;
    private bool _isOver;
    private bool _isAbandoned;

    internal ConnectAttempt(SocketDialer owner, Socket socket, IClock clock)
    {
        _owner = owner;
        _socket = socket;
        _done = clock.CreateSignal();
    }

    /// <summary>Connects. Its own thread's.</summary>
    internal void Run()
    {
        bool isConnected = Connect();
        bool isUnwanted;
        lock (_gate)
        {
            _isConnected = isConnected;
            _isOver = true;
            isUnwanted = _isAbandoned;
        }
        if (isUnwanted) Drop();
        else _done.Set();
    }

    /// <summary>Waits for the connection. Null: it was refused, or has not
    /// come; then the thread puts the socket away when it ends.</summary>
    internal Socket? Take(long deadline)
    {
        _done.Wait(deadline);
        lock (_gate)
        {
            _isAbandoned = !_isOver;
            if (_isAbandoned) return null;
        }
        if (_isConnected)
        {
            _owner.Ended();
            return _socket;
        }
        Drop();
        return null;
    }

    private bool Connect()
    {
        try
        {
            _socket.Connect(_owner.EndPoint);
            return true;
        }
        catch (Exception)
        {
            // Refused, unreachable, or given up by the network.
            return false;
        }
    }

    private void Drop()
    {
        SocketGate.Close(_socket);
        _owner.Ended();
    }
}
