extern alias Real;
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Testing;
using Real::System.Net.Sockets;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>A client on a real socket of the host.</summary>
internal sealed class SocketClient : ITestClient, IDisposable
{
    private const int PatienceMs = 30_000;

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    internal SocketClient(IPAddress from, EndPoint to)
    {
        _client = new TcpClient(new IPEndPoint(from, 0)) { NoDelay = true, ReceiveTimeout = PatienceMs };
        _client.Client.Connect(to);
        _stream = _client.GetStream();
    }

    public void Send(byte[] bytes)
    {
        _stream.Write(bytes);
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
        _client.Dispose();
    }

    private byte[]? Read(int count)
    {
        var bytes = new byte[count];
        try
        {
            _stream.ReadExactly(bytes);
            return bytes;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return null;
        }
    }
}
