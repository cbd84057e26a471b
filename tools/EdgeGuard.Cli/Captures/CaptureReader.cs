using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary>Reads the Modbus requests out of captures, from the file down to the response of each.</summary>
/// <remarks>Any bytes are taken: what cannot be read is counted (<see cref="CaptureNotes"/>), and nothing is thrown but what the file
/// system throws, and <see cref="CaptureException"/> for a file that is no capture.</remarks>
internal sealed class CaptureReader
{
    private readonly HashSet<int> _ports;
    private readonly CaptureNotes _notes;
    private readonly Action<CapturedRequest> _sink;
    private readonly Dictionary<Ends, CapturedConnection> _connections = [];

    /// <param name="ports">The TCP ports that servers listen at.</param>
    /// <param name="notes">Where is counted what was read and what not.</param>
    /// <param name="sink">Takes each request once its response is known, or known to be missing: not in the order of time.</param>
    public CaptureReader(IEnumerable<int> ports, CaptureNotes notes, Action<CapturedRequest> sink)
    {
        _ports = [.. ports];
        _notes = notes;
        _sink = sink;
    }

    /// <summary>Reads a file. False, and what is wrong and what helps, where it cannot be read or is no capture.</summary>
    public bool TryRead(string path, out string problem, out string remedy)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Read(file);
            problem = remedy = "";
            return true;
        }
        catch (CaptureException e)
        {
            (problem, remedy) = (e.Message, e.Remedy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            (problem, remedy) = ("cannot be read: " + FileLimit.Reason(e), "name a file that is there and may be read");
        }
        return false;
    }

    /// <summary>Reads a whole capture; connections do not go on from one to the next.</summary>
    public void Read(Stream file)
    {
        foreach (CapturedPacket packet in CaptureFile.Packets(file, _notes)) Take(packet);
        foreach (CapturedConnection connection in _connections.Values) connection.End();
        _connections.Clear();
    }

    private void Take(CapturedPacket packet)
    {
        if (!LinkLayer.IsKnown(packet.LinkType))
        {
            _notes.UnknownLinks++;
            _notes.UnknownLinkType = packet.LinkType;
            return;
        }
        ReadOnlySpan<byte> bytes = LinkLayer.Packet(packet.LinkType, packet.Bytes.Span);
        if (bytes.IsEmpty) return;
        if (!IpPacket.TryRead(bytes, out IpPacket ip)) _notes.Malformed++;
        else if (ip.IsFragment) _notes.Fragments += ip.IsTcp ? 1 : 0;
        else if (ip.IsTcp) Take(packet.Time, ip);
    }

    private void Take(long time, IpPacket ip)
    {
        if (!TcpSegment.TryRead(ip.Payload, out TcpSegment segment))
        {
            if (ip.IsCut) _notes.Cut++;
            else _notes.Malformed++;
            return;
        }
        var there = new Ends(ip.Source, segment.SourcePort, ip.Destination, segment.DestinationPort);
        Ends back = there.Turned();
        bool isToServer = _ports.Contains(segment.DestinationPort);
        bool isFromServer = _ports.Contains(segment.SourcePort);
        if (!isToServer && !isFromServer) return;
        if (ip.IsCut) _notes.Cut++;
        // With a server's port at both ends, who opened the connection is the client, or else who speaks first.
        bool isFromClient = isToServer && (!isFromServer || !_connections.ContainsKey(back));
        if (isToServer && isFromServer && segment.IsSyn) isFromClient = segment.IsFirst;
        Connection(isFromClient ? there : back, segment).Take(segment, isFromClient, time);
    }

    private CapturedConnection Connection(Ends ends, TcpSegment segment)
    {
        if (_connections.TryGetValue(ends, out CapturedConnection? connection))
        {
            if (!connection.IsReplacedBy(segment)) return connection;
            connection.End();
        }
        connection = new CapturedConnection(ends.Client, ends.Server, _notes, _sink);
        _connections[ends] = connection;
        return connection;
    }

    private readonly record struct Ends(IPAddress Client, int ClientPort, IPAddress Server, int ServerPort)
    {
        public Ends Turned() => new(Server, ServerPort, Client, ClientPort);
    }
}
