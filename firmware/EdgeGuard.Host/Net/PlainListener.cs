using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>The unsafe-plain listener: Modbus/TCP without TLS, for clients that cannot change yet.</summary>
/// <remarks>Roles go by source address, which anybody on the same network can take. An address that is not listed has the
/// NULL role.</remarks>
public sealed class PlainListener : IListener
{
    private const int Backlog = 64;

    // After a failed accept (no file handles left, a client that went away): the next try must not spin.
    private const int AcceptPauseMs = 50;
    private const int LongestPollMs = 1_000_000;

    private readonly Socket _listener;
    private readonly IClock _clock;
    private readonly FileHandles? _handles;
    private readonly Dictionary<IPAddress, string> _roles = [];
    private int _closed;

    private PlainListener(Socket listener, IReadOnlyDictionary<IPAddress, string> roles, IClock clock, FileHandles? handles)
    {
        _listener = listener;
        _clock = clock;
        _handles = handles;
        foreach (KeyValuePair<IPAddress, string> entry in roles) _roles[IpAddresses.Plain(entry.Key)] = entry.Value;
        LocalEndPoint = (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>Where it listens, with the port that the system chose if 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Starts listening. Null, and the problem in words, when that is not possible.</summary>
    /// <param name="at">Where to listen; port 0 lets the system choose.</param>
    /// <param name="roles">The role of each address that has one.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    /// <param name="problem">Empty after success.</param>
    /// <param name="handles">Keeps some free for the PLC; null where it needs none.</param>
    public static PlainListener? TryOpen(
        IPEndPoint at, IReadOnlyDictionary<IPAddress, string> roles, IClock clock, out string problem, FileHandles? handles = null)
    {
        Socket? socket = TcpBind.Open(at, Backlog, out problem);
        return socket == null ? null : new PlainListener(socket, roles, clock, handles);
    }

    /// <inheritdoc/>
    public IUpstreamLink? Accept(long until)
    {
        while (WaitForClient(until))
        {
            Socket? socket = _handles == null ? TcpBind.TryAccept(_listener, out _) : _handles.Accept(_listener, out _);
            if (socket != null) return new PlainLink(socket, _clock, PeerAt(IpAddresses.OfPeer(socket)));
            if (!IsClosed) Thread.Sleep(AcceptPauseMs);
        }

        return null;
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        TcpBind.Close(_listener);
    }

    private bool IsClosed
    {
        get { return Interlocked.CompareExchange(ref _closed, 0, 0) != 0; }
    }

    private Peer PeerAt(IPAddress address)
    {
        string? role = _roles.GetValueOrDefault(address);
        return new Peer(PeerTransport.Plain, address.ToString(), "", role, "", long.MaxValue);
    }

    private bool WaitForClient(long until)
    {
        while (!IsClosed)
        {
            long left = until - _clock.Now;
            try
            {
                if (_listener.Poll((int)Math.Clamp(left, 0, LongestPollMs) * 1000, SelectMode.SelectRead)) return !IsClosed;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return false;
            }

            if (left <= 0) return false;
        }

        return false;
    }
}
