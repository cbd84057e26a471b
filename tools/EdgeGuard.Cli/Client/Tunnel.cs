using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary>A local plain port whose connections go through TLS to a module: a tunnel of bytes that knows nothing of Modbus.</summary>
/// <remarks>Every local connection gets a connection to the module of its own, made when it comes and ended with it.</remarks>
public sealed class Tunnel : IDisposable
{
    private const int Backlog = 16;
    private const int AcceptPauseMs = 50;

    // How often a pump that has nothing to do looks whether the other direction has ended.
    private const int LookMs = 500;
    private const int WriteMs = 10_000;
    private const int BufferBytes = 4096;

    private readonly Socket _listener;
    private readonly ModuleTarget _target;
    private readonly TlsDialer _dialer;
    private readonly int _timeoutMs;
    private readonly TextWriter _log;
    private readonly SystemClock _clock;
    private readonly object _gate = new();
    private readonly HashSet<ILink> _links = []; // guarded by _gate
    private bool _isClosed; // guarded by _gate

    private Tunnel(Socket listener, ModuleTarget target, ClientIdentity identity, int timeoutMs, TextWriter log)
    {
        _listener = listener;
        _target = target;
        _timeoutMs = timeoutMs;
        _log = TextWriter.Synchronized(log);
        _clock = new SystemClock();
        _dialer = new TlsDialer(target.Host, target.Port, identity, _clock);
        LocalEndPoint = (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>Where it listens, with the port that the system chose if 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Starts to listen. Null, and the problem in words, when that is not possible.</summary>
    /// <param name="at">Where to listen. Whoever reaches it has the client's rights: loopback, unless somebody decided otherwise.</param>
    /// <param name="target">The module.</param>
    /// <param name="identity">Who dials.</param>
    /// <param name="timeoutMs">For each connection to the module.</param>
    /// <param name="log">Gets a line for each connection that comes, fails, ends.</param>
    /// <param name="problem">Empty after success.</param>
    public static Tunnel? TryOpen(
        IPEndPoint at, ModuleTarget target, ClientIdentity identity, int timeoutMs, TextWriter log, out string problem)
    {
        Socket? socket = TcpBind.Open(at, Backlog, out problem);
        if (socket == null) return null;
        socket.Blocking = true;
        var tunnel = new Tunnel(socket, target, identity, timeoutMs, log);
        Start(tunnel.AcceptAll);
        return tunnel;
    }

    /// <summary>Stops listening and ends all connections.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (ILink link in _links) link.Abort();
        }

        TcpBind.Close(_listener);
    }

    private static void Start(ThreadStart work)
    {
        new Thread(work) { IsBackground = true, Name = "tunnel" }.Start();
    }

    private void AcceptAll()
    {
        while (!IsClosed)
        {
            Socket? socket = TcpBind.TryAccept(_listener, out _);
            if (socket == null)
            {
                // Closed, or an accept that failed (no file handles left): the next try must not spin.
                Thread.Sleep(AcceptPauseMs);
                continue;
            }

            var local = new SocketLink(socket, _clock);
            string from = IpAddresses.OfPeer(socket).ToString();
            Start(() => Serve(local, from));
        }
    }

    private bool IsClosed
    {
        get
        {
            lock (_gate) return _isClosed;
        }
    }

    private void Serve(SocketLink local, string from)
    {
        TlsClientLink? module = _dialer.Dial(_clock.Now + _timeoutMs, out string problem);
        if (module == null)
        {
            _log.WriteLine($"edgeguard: connection from {from} ended: {_target.Host} port {_target.Port}: {problem}");
            local.Close();
            return;
        }

        if (Add(local, module))
        {
            _log.WriteLine($"edgeguard: connection from {from} is through");
            Relay(local, module);
            _log.WriteLine($"edgeguard: connection from {from} ended");
        }

        Remove(local, module);
        module.Close();
        local.Close();
    }

    // This thread carries one direction, another the other one; the first to end wakes its fellow.
    private void Relay(SocketLink local, TlsClientLink module)
    {
        var back = new Thread(() => Pump(module, local)) { IsBackground = true, Name = "tunnel back" };
        back.Start();
        Pump(local, module);
        back.Join();
    }

    private void Pump(ILink from, ILink to)
    {
        byte[] buffer = new byte[BufferBytes];
        bool isOpen = true;
        while (isOpen)
        {
            if (!from.Ready(_clock.Now + LookMs)) continue;
            int read = from.Read(buffer, 0, buffer.Length, _clock.Now + WriteMs);
            isOpen = read > 0 && to.Write(buffer, 0, read, _clock.Now + WriteMs);
        }

        from.Abort();
        to.Abort();
    }

    private bool Add(ILink local, ILink module)
    {
        lock (_gate)
        {
            if (_isClosed) return false;
            _links.Add(local);
            _links.Add(module);
            return true;
        }
    }

    private void Remove(ILink local, ILink module)
    {
        lock (_gate)
        {
            _links.Remove(local);
            _links.Remove(module);
        }
    }
}
