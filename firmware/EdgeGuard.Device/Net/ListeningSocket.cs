using System;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A socket that clients connect to. One thread accepts, between
/// <see cref="Begin"/> and <see cref="End"/>; any may close.</summary>
/// <remarks>As for links: a socket is closed by whoever uses it, when he has noticed, or by whoever closes it when nobody does.</remarks>
internal sealed class ListeningSocket
{
    private readonly Socket _socket;
    private readonly IClock _clock;
    private readonly object _gate = new object();

    // Under the gate.
    private bool _isClosed;
    private bool _isInUse;
    private bool _isFreed;

    private ListeningSocket(Socket socket, IClock clock)
    {
        _socket = socket;
        _clock = clock;
    }

    /// <summary>The port, also where the network chose it.</summary>
    internal int Port
    {
        get { return ((IPEndPoint)_socket.LocalEndPoint).Port; }
    }

    internal bool IsClosed
    {
        get
        {
            lock (_gate) return _isClosed;
        }
    }

    /// <summary>Starts listening. Null, and the problem in words, when that is not possible.</summary>
    internal static ListeningSocket? TryOpen(string address, int port, int backlog, IClock clock, out string problem)
    {
        problem = "";
        Socket? socket = SocketGate.Create();
        if (socket == null)
        {
            problem = "no socket is left to listen on " + address + ":" + port.ToString();
            return null;
        }
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
            socket.Listen(backlog);
            return new ListeningSocket(socket, clock);
        }
        catch (Exception)
        {
            // What the driver refuses, it refuses with a number only.
            SocketGate.Close(socket);
            problem = "cannot listen on " + address + ":" + port.ToString() + ": no interface has this address, or the port is in use";
            return null;
        }
    }

    /// <summary>The caller accepts from now on. False: closed.</summary>
    internal bool Begin()
    {
        lock (_gate)
        {
            if (_isClosed) return false;
            _isInUse = true;
            return true;
        }
    }

    /// <summary>The caller accepts no more for now.</summary>
    internal void End()
    {
        lock (_gate)
        {
            _isInUse = false;
            FreeIfOver();
        }
    }

    /// <summary>Waits for a client, no longer than a slice. Whether one waits; the closing, too, ends the wait.</summary>
    internal bool WaitOnce(long until, int sliceMs)
    {
        if (IsClosed) return false;
        long left = until - _clock.Now;
        if (left > sliceMs) left = sliceMs;
        try
        {
            return _socket.Poll(SocketLink.SliceUs(left), SelectMode.SelectRead);
        }
        catch (Exception)
        {
            // Nothing to accept then; the next look says whether that lasts.
            return false;
        }
    }

    /// <summary>The next client, or null.</summary>
    internal Socket? TryAccept()
    {
        return SocketGate.TryAccept(_socket);
    }

    /// <summary>Stops listening: a wait ends within its slice.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            FreeIfOver();
        }
    }

    // The caller holds the lock.
    private void FreeIfOver()
    {
        if (!_isClosed || _isInUse || _isFreed) return;
        _isFreed = true;
        SocketGate.Close(_socket);
    }
}
