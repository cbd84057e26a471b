extern alias Real;

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Testing;
using Real::System.Net.Sockets;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>A client on a real socket of the host.</summary>
internal class SocketClient : ITestClient, IDisposable
{
    private const int PatienceMs = 30_000;

    private readonly TcpClient _client;

    internal SocketClient(IPAddress from, EndPoint to)
    {
        _client = new TcpClient(new IPEndPoint(from, 0)) { NoDelay = true, ReceiveTimeout = PatienceMs };
        _client.Client.Connect(to);
        Stream = Raw;
    }

    /// <summary>What the socket carries, without anything around it.</summary>
    internal NetworkStream Raw
    {
        get { return _client.GetStream(); }
    }

    /// <summary>What frames go over.</summary>
    protected Stream Stream { get; init; }

    public void Send(byte[] bytes)
    {
        Stream.Write(bytes);
    }

    public byte[]? ReceiveFrame()
    {
        byte[]? header = Read(6);
        if (header == null) return null;
        byte[]? rest = Read(header[4] << 8 | header[5]);
        return rest == null ? null : [.. header, .. rest];
    }

    public bool WaitForEnd()
    {
        return Read(1) == null;
    }

    public void Close()
    {
        _client.Close();
    }

    public void Dispose()
    {
        Stream.Dispose();
        _client.Dispose();
    }

    /// <summary>Whether this is how the stream tells that the other side has gone.</summary>
    protected virtual bool IsEnd(IOException fault)
    {
        return fault is EndOfStreamException || fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset };
    }

    private byte[]? Read(int count)
    {
        var bytes = new byte[count];
        try
        {
            Stream.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException e) when (IsEnd(e))
        {
            return null;
        }
    }
}
