using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Testing.Captures;

/// <summary>A TCP connection between a client and a PLC, as a capture would have it: each call adds a packet.</summary>
public sealed class CapturedTalk(CaptureWriter capture, string client, string server)
{
    private const int Header4 = 20;
    private const int Header6 = 40;
    private const int TcpHeader = 20;
    private const int Ack = 0x10;

    private readonly IPAddress _client = IPAddress.Parse(client);
    private readonly IPAddress _server = IPAddress.Parse(server);

    /// <summary>Nanoseconds since 1970 of the next packet; each takes a millisecond.</summary>
    public long Time { get; set; } = 1_700_000_000_000_000_000;

    public int ClientPort { get; init; } = 50_000;

    public int ServerPort { get; init; } = 502;

    public int[] Tags { get; init; } = [];

    /// <summary>Extension headers of IPv6, the type of each next one filled in: hop-by-hop and destination options.</summary>
    public bool HasExtensions { get; init; }

    /// <summary>The next byte that the client sends, and the next that the PLC does.</summary>
    public uint Asked { get; set; } = uint.MaxValue - 20;

    public uint Answered { get; set; } = 7;

    public void Open()
    {
        Add(true, Asked, 0x02, []);
        Add(false, Answered, 0x12, []);
        Asked = unchecked(Asked + 1);
        Answered = unchecked(Answered + 1);
    }

    public void Ask(int transaction, byte unit, params byte[] pdu) => Send(true, Adu.Frame(transaction, unit, pdu));

    public void Answer(int transaction, byte unit, params byte[] pdu) => Send(false, Adu.Frame(transaction, unit, pdu));

    /// <summary>Sends bytes in their place of the stream.</summary>
    public void Send(bool isFromClient, byte[] bytes)
    {
        Add(isFromClient, isFromClient ? Asked : Answered, 0x18, bytes);
        if (isFromClient) Asked = unchecked(Asked + (uint)bytes.Length);
        else Answered = unchecked(Answered + (uint)bytes.Length);
    }

    /// <summary>A segment anywhere in the stream.</summary>
    public void Add(bool isFromClient, uint sequence, byte flags, byte[] data, int fragment = 0)
    {
        byte[] segment = Tcp(isFromClient, sequence, flags, data);
        byte[] packet = Ip(isFromClient ? _client : _server, isFromClient ? _server : _client, segment, fragment);
        capture.Add(Time, CaptureLink.Frame(capture.LinkType, packet, Tags));
        Time += 1_000_000;
    }

    private byte[] Tcp(bool isFromClient, uint sequence, byte flags, byte[] data)
    {
        var segment = new byte[TcpHeader + data.Length];
        BinaryPrimitives.WriteUInt16BigEndian(segment, (ushort)(isFromClient ? ClientPort : ServerPort));
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(isFromClient ? ServerPort : ClientPort));
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), sequence);
        if ((flags & Ack) != 0) BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(8), isFromClient ? Answered : Asked);
        segment[12] = TcpHeader / 4 << 4;
        segment[13] = flags;
        data.CopyTo(segment, TcpHeader);
        return segment;
    }

    private byte[] Ip(IPAddress from, IPAddress to, byte[] segment, int fragment)
    {
        if (from.AddressFamily == AddressFamily.InterNetworkV6) return Ip6(from, to, segment);
        var packet = new byte[Header4 + segment.Length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), (ushort)fragment);
        packet[9] = 6;
        from.GetAddressBytes().CopyTo(packet, 12);
        to.GetAddressBytes().CopyTo(packet, 16);
        segment.CopyTo(packet, Header4);
        return packet;
    }

    private byte[] Ip6(IPAddress from, IPAddress to, byte[] segment)
    {
        byte[] options = HasExtensions ? [60, 0, .. new byte[6], 6, 1, .. new byte[14]] : [];
        var packet = new byte[Header6 + options.Length + segment.Length];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)(options.Length + segment.Length));
        packet[6] = (byte)(HasExtensions ? 0 : 6);
        from.GetAddressBytes().CopyTo(packet, 8);
        to.GetAddressBytes().CopyTo(packet, 24);
        options.CopyTo(packet, Header6);
        segment.CopyTo(packet, Header6 + options.Length);
        return packet;
    }
}
