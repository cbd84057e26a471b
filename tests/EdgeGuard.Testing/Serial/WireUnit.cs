using System;
using System.Collections.Generic;

namespace EdgeGuard.Testing.Serial;

/// <summary>A unit on a <see cref="SerialWire"/>. It takes a frame after t3.5 of silence, and answers some time later.</summary>
/// <remarks>Keeps to the rules of the line itself: a frame with a gap, or run into by another one, is no frame to it.</remarks>
public sealed class WireUnit
{
    private readonly List<PlcRequest> _requests = [];

    internal WireUnit(byte id)
    {
        Id = id;
    }

    public byte Id { get; }

    /// <summary>The process behind it.</summary>
    public PlcModel Model { get; } = new();

    /// <summary>Microseconds that it thinks, after the silence that ends a request.</summary>
    public long ThinksUs { get; set; } = 1_000;

    /// <summary>Whether it is switched on.</summary>
    public bool IsAlive { get; set; } = true;

    /// <summary>Makes something else of an answer: the request's PDU and the right answer's ADU without CRC in, what is sent out. Null:
    /// nothing is sent.</summary>
    public Func<byte[], byte[], byte[]?>? Instead { get; set; }

    internal IReadOnlyList<PlcRequest> Requests
    {
        get { return _requests; }
    }

    /// <summary>A frame was heard. The ADU that it answers with, CRC included, or null.</summary>
    internal byte[]? Hear(byte[] adu, long at)
    {
        if (!IsAlive || adu.Length < 4 || (adu[0] != Id && adu[0] != 0) || !RtuAdu.HasGoodCrc(adu)) return null;
        byte[] pdu = adu[1..^2];
        _requests.Add(new PlcRequest(0, 0, adu[0], pdu, at / 1000));
        byte[] answer = Model.Answer(pdu);
        if (adu[0] == 0) return null;
        return Instead == null ? RtuAdu.Frame(Id, answer) : Instead(pdu, [Id, .. answer]);
    }
}
