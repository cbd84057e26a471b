extern alias Real;
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Testing;
using Real::System.Net.Sockets;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>A PLC on a real socket of the host. Disposing ends it.</summary>
internal sealed class LoopbackPlc : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly List<byte[]> _requests = [];
    private readonly List<Thread> _threads = [];

    internal LoopbackPlc()
    {
        _listener.Start();
        Run(Accept);
    }

    internal PlcModel Model { get; } = new();

    /// <summary>Milliseconds that its next answer takes; -1: it does not come.</summary>
    internal ConcurrentQueue<int> Delays { get; } = new();

    internal int Port
    {
        get { return ((IPEndPoint)_listener.LocalEndpoint).Port; }
    }

    internal IReadOnlyList<byte[]> Requests
    {
        get
        {
            lock (_requests) return _requests.ToArray();
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        Drop(false);
        Thread[] threads;
        lock (_clients) threads = _threads.ToArray();
        foreach (Thread thread in threads) thread.Join();
        _listener.Dispose();
    }

    /// <summary>Ends every connection: with a RST, as after a power cycle, or a FIN.</summary>
    internal void Drop(bool withReset)
    {
        TcpClient[] clients;
        lock (_clients)
        {
            clients = _clients.ToArray();
            _clients.Clear();
        }
        foreach (TcpClient client in clients)
        {
            if (withReset) client.LingerState = new LingerOption(true, 0);
            client.Close();
        }
    }

    private void Run(ThreadStart body)
    {
        var thread = new Thread(body) { IsBackground = true };
        lock (_clients) _threads.Add(thread);
        thread.Start();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                TcpClient client = _listener.AcceptTcpClient();
                lock (_clients) _clients.Add(client);
                Run(() => Serve(client));
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException or ObjectDisposedException)
        {
            // Disposed of, amid an accept or before one.
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            using NetworkStream stream = client.GetStream();
            var header = new byte[7];
            while (true)
            {
                stream.ReadExactly(header);
                var pdu = new byte[(header[4] << 8 | header[5]) - 1];
                stream.ReadExactly(pdu);
                lock (_requests) _requests.Add(pdu);
                if (Delays.TryDequeue(out int delay) && delay < 0) continue;
                Thread.Sleep(delay);
                stream.Write(Adu.Frame(header[0] << 8 | header[1], header[6], Model.Answer(pdu)));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection has ended, from either side.
        }
    }
}
