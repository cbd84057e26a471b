using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>The request that a connection carried last: what comes behind its
/// answer, and nobody asked for, is its doing. One a connection.</summary>
/// <remarks>Keeps the bytes, for the buffer that they came in is used again; reads them only when there is something to tell.</remarks>
internal sealed class SentRequest
{
    private readonly Request _request = new Request();
    private readonly byte[] _pdu = new byte[ModbusLimits.MaxPdu];
    private int _length;
    private byte _unit;

    /// <summary>Who asked; null: nothing was sent over this connection yet.</summary>
    internal Peer? Peer { get; private set; }

    /// <summary>Of the configuration that allowed it.</summary>
    internal int Generation { get; private set; }

    /// <summary>Begins anew, for a new connection.</summary>
    internal void Reset()
    {
        Peer = null;
    }

    /// <summary>Keeps it. Of a vendor's function that is longer than a PDU can
    /// be the beginning is enough: only the code is known anyway.</summary>
    internal void Keep(byte[] adu, int offset, Request request, Peer peer, int generation)
    {
        _length = request.Length < _pdu.Length ? request.Length : _pdu.Length;
        Array.Copy(adu, offset, _pdu, 0, _length);
        _unit = request.Unit;
        Peer = peer;
        Generation = generation;
    }

    internal Request Read()
    {
        _request.Decode(_unit, _pdu, 0, _length);
        return _request;
    }
}
