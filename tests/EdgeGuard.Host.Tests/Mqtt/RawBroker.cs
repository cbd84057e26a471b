using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace EdgeGuard.Host.Tests.Mqtt;

/// <summary>A broker in bytes, on loopback, for what no broker does that can be
/// had: each packet goes to the test, which gives the bytes to answer.</summary>
internal sealed class RawBroker : IDisposable
{
    public const int Connect = 1;
    public const int Publish = 3;
    public const int Ping = 12;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Packet, byte[]?> _answer;
    private readonly object _gate = new();
    private readonly List<long> _arrivals = []; // guarded by _gate
    private readonly List<Packet> _packets = []; // guarded by _gate

    /// <param name="answer">What to send for a packet; null: end the connection.</param>
    public RawBroker(Func<Packet, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(Accept);
    }

    /// <summary>One packet of a client.</summary>
    /// <param name="Type">As MQTT numbers it.</param>
    /// <param name="Flags">The lower half of its first byte.</param>
    /// <param name="Body">What follows its length.</param>
    public sealed record Packet(int Type, int Flags, byte[] Body)
    {
        /// <summary>Of CONNECT: 4 for version 3.1.1, 5.</summary>
        public int Level => Body[6];

        /// <summary>Of PUBLISH with QoS 1: the answer that the broker has it.</summary>
        public byte[] Acknowledgement
        {
            get
            {
                int id = 2 + (Body[0] << 8 | Body[1]);
                return [0x40, 2, Body[id], Body[id + 1]];
            }
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>When connections came, milliseconds.</summary>
    public long[] Arrivals
    {
        get { lock (_gate) return [.. _arrivals]; }
    }

    public Packet[] Packets
    {
        get { lock (_gate) return [.. _packets]; }
    }

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                lock (_gate) _arrivals.Add(Environment.TickCount64);
                _ = Serve(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            NetworkStream stream = client.GetStream();
            while (await Read(stream) is { } packet)
            {
                lock (_gate) _packets.Add(packet);
                byte[]? answer = _answer(packet);
                if (answer == null) return;
                await stream.WriteAsync(answer);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    private static async Task<Packet?> Read(NetworkStream stream)
    {
        byte[] one = new byte[1];
        if (await stream.ReadAsync(one) == 0) return null;
        int first = one[0];
        int length = 0;
        int shift = 0;
        do
        {
            await stream.ReadExactlyAsync(one);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while ((one[0] & 0x80) != 0);
        byte[] body = new byte[length];
        await stream.ReadExactlyAsync(body);
        return new Packet(first >> 4, first & 15, body);
    }
}
