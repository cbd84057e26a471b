using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>A serial client's side of one session: requests of the line as Modbus/TCP frames, and answers back.</summary>
internal sealed class RtuClientLink : IUpstreamLink
{
    private readonly RtuListener _listener;
    private readonly ISerialLink _serial;
    private readonly RtuClientReceiver _receiver;

    // The request in work as a Modbus/TCP frame, and how much of it has been read.
    private readonly byte[] _frame = new byte[ModbusLimits.MaxTcpAdu];
    private int _frameLength;
    private int _read;
    private int _transaction;

    private readonly object _gate = new object();
    private bool _isEnded;
    private bool _isAborted;

    internal RtuClientLink(RtuListener listener, ISerialLink serial, RtuClientReceiver receiver, Peer peer)
    {
        _listener = listener;
        _serial = serial;
        _receiver = receiver;
        Peer = peer;
    }

    /// <inheritdoc/>
    public Peer Peer { get; }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        if (_read < _frameLength || IsEnded()) return true;
        ListenResult heard = _receiver.AwaitRequest(_serial, until * RtuClientReceiver.PerMillisecond);
        if (heard == ListenResult.Ended) End(false);
        return heard != ListenResult.Nothing;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (_read == _frameLength)
        {
            if (!Ready(deadline)) return 0;
            if (IsEnded()) return 0;
            TakeRequest();
        }
        int left = _frameLength - _read;
        if (left > count) left = count;
        Array.Copy(_frame, _read, buffer, offset, left);
        _read += left;
        return left;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        if (IsEnded()) return false;
        byte unit = Mbap.UnitId(buffer, offset);
        // To a broadcast nobody answers, not even to say that it was refused.
        if (unit == ModbusLimits.BroadcastUnit) return true;
        int pduLength = count - ModbusLimits.MbapHeader;
        if (pduLength > ModbusLimits.MaxPdu) return true;
        bool isAlive = _receiver.Respond(_serial, unit, buffer, offset + ModbusLimits.MbapHeader, pduLength);
        if (!isAlive) End(false);
        return isAlive;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        End(true);
    }

    /// <inheritdoc/>
    public void Close()
    {
        bool isEnded;
        bool isAborted;
        lock (_gate)
        {
            isEnded = _isEnded;
            isAborted = _isAborted;
        }
        if (!isEnded) _receiver.DropRequest();
        _listener.TakeBack(this, isEnded, isAborted);
    }

    // The first reason stands.
    private void End(bool isAborted)
    {
        lock (_gate)
        {
            if (!_isEnded) _isAborted = isAborted;
            _isEnded = true;
        }
        _serial.Abort();
    }

    private void TakeRequest()
    {
        _transaction = _transaction == 0xFFFF ? 1 : _transaction + 1;
        int pduLength = _receiver.TakeRequest(_frame, ModbusLimits.MbapHeader, out byte unit);
        Mbap.Write(_frame, 0, _transaction, unit, pduLength);
        _frameLength = ModbusLimits.MbapHeader + pduLength;
        _read = 0;
    }

    private bool IsEnded()
    {
        lock (_gate)
        {
            return _isEnded;
        }
    }
}
