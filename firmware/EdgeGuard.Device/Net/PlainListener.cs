using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>The unsafe-plain listener: Modbus/TCP without TLS, for clients that cannot change yet.</summary>
/// <remarks>Roles go by source address, which anybody on the same network can take. An address that is not listed has the
/// NULL role.</remarks>
public sealed class PlainListener : IListener
{
    private const int Backlog = 4;

    // After an accept that came to nothing (no socket left), the next try must not spin.
    private const int PauseMs = 50;

    private readonly ListeningSocket _socket;
    private readonly AddressRoles _roles;
    private readonly IClock _clock;
    private readonly ISignal _pause;

    private PlainListener(ListeningSocket socket, AddressRoles roles, IClock clock)
    {
        _socket = socket;
        _roles = roles;
        _clock = clock;
        _pause = clock.CreateSignal();
    }

    /// <summary>The port that it listens on.</summary>
    public int Port
    {
        get { return _socket.Port; }
    }

    /// <summary>Starts listening. Null, and the problem in words, when that is not possible.</summary>
    /// <param name="address">One of the module's own addresses; 0.0.0.0 for all.</param>
    /// <param name="port">TCP port; 0 lets the network choose.</param>
    /// <param name="roles">The role of each address that has one.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    /// <param name="problem">Empty after success.</param>
    public static PlainListener? TryOpen(string address, int port, AddressRoles roles, IClock clock, out string problem)
    {
        ListeningSocket? socket = ListeningSocket.TryOpen(address, port, Backlog, clock, out problem);
        return socket == null ? null : new PlainListener(socket, roles, clock);
    }

    /// <inheritdoc/>
    public IUpstreamLink? Accept(long until)
    {
        if (!_socket.Begin()) return null;
        PlainLink? link = Next(until);
        _socket.End();
        return link;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _socket.Close();
        _pause.Set();
    }

    private PlainLink? Next(long until)
    {
        while (!_socket.IsClosed)
        {
            bool isWaiting = _socket.WaitOnce(until, SocketLink.SliceMs);
            Socket? socket = isWaiting ? _socket.TryAccept() : null;
            if (socket != null) return new PlainLink(socket, _clock, PeerAt(SocketGate.AddressOf(socket)));
            if (_clock.Now >= until) return null;
            if (isWaiting) _pause.Wait(_clock.Now + PauseMs);
        }
        return null;
    }

    private Peer PeerAt(string address)
    {
        return new Peer(PeerTransport.Plain, address, "", _roles.RoleOf(address), "", long.MaxValue);
    }
}
