using System;
using System.Net.Sockets;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A connection that has not had its handshake: what it has sent so far, and since when it is here.</summary>
internal sealed class PendingConnection
{
    // A longer hello would not fit the receive window of the board's network.
    private const int LongestRecord = 4096;

    private readonly byte[] _first = new byte[FirstRecord.Seen];

    internal PendingConnection(Socket socket, string address, long since)
    {
        Socket = socket;
        Address = address;
        Since = since;
    }

    internal Socket Socket { get; }

    internal string Address { get; }

    /// <summary>When it came, monotonic milliseconds.</summary>
    internal long Since { get; }

    /// <summary>Looks without taking anything. None: a whole hello is here. Unverified: not yet. Else why it is refused.</summary>
    internal HandshakeFault Look()
    {
        try
        {
            if (!Socket.Poll(0, SelectMode.SelectRead)) return HandshakeFault.Unverified;
            int count = Socket.Receive(_first, 0, _first.Length, SocketFlags.Peek);
            if (count <= 0) return HandshakeFault.Silent;
            // A peek sees the first segment alone; how much has come in all, only the other call tells.
            return Judge(count, Socket.Available);
        }
        catch (Exception)
        {
            // Reset, as a port scanner does.
            return HandshakeFault.Silent;
        }
    }

    private HandshakeFault Judge(int count, int received)
    {
        FirstRecordState state = FirstRecord.Look(_first, 0, count, received < count ? count : received);
        if (state == FirstRecordState.NotTls) return HandshakeFault.NotTls;
        if (count >= _first.Length && !FirstRecord.HoldsWholeHello(_first, 0, count)) return HandshakeFault.Protocol;
        if (count >= _first.Length && (_first[3] << 8 | _first[4]) > LongestRecord) return HandshakeFault.Protocol;
        return state == FirstRecordState.Hello ? HandshakeFault.None : HandshakeFault.Unverified;
    }
}
