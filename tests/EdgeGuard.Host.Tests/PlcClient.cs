using System;
using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Host.Tests;

/// <summary>A plain Modbus/TCP client that sees every byte. A read that brings nothing for ten seconds fails the test.</summary>
internal sealed class PlcClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000, NoDelay = true };

    internal PlcClient(int port)
    {
        _socket.Connect(IPAddress.Loopback, port);
    }

    public void Dispose()
    {
        _socket.Dispose();
    }

    /// <summary>Sends a PDU, given in hex, and answers the PDU that comes back.</summary>
    internal string Ask(string pdu, byte unit = 1)
    {
        Send(pdu, unit);
        string frame = ReadFrame();
        return frame[14..];
    }

    internal void Send(string pdu, byte unit = 1, int transaction = 7)
    {
        byte[] bytes = Convert.FromHexString(pdu.Replace(" ", "", StringComparison.Ordinal));
        int length = bytes.Length + 1;
        _socket.Send([(byte)(transaction >> 8), (byte)transaction, 0, 0, (byte)(length >> 8), (byte)length, unit, .. bytes]);
    }

    internal void SendRaw(string bytes)
    {
        _socket.Send(Convert.FromHexString(bytes));
    }

    /// <summary>False where the PLC closed the connection instead of answering.</summary>
    internal bool TryAsk(string pdu)
    {
        try
        {
            Send(pdu);
            return !IsClosed();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return false;
        }
    }

    /// <summary>Header and as many bytes as it announces.</summary>
    internal string ReadFrame()
    {
        string header = Read(6);
        return header + Read(Convert.ToInt32(header[8..], 16));
    }

    internal string Read(int count)
    {
        byte[] bytes = new byte[count];
        for (int got = 0; got < count;)
        {
            int read = _socket.Receive(bytes, got, count - got, SocketFlags.None);
            Assert.AreNotEqual(0, read, "the PLC closed the connection");
            got += read;
        }

        return Convert.ToHexString(bytes);
    }

    /// <summary>Whether the PLC has closed the connection; waits for the close or a byte.</summary>
    internal bool IsClosed()
    {
        try
        {
            return _socket.Receive(new byte[1]) == 0;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }
}
