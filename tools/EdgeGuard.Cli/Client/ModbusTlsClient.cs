using System;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>A small Modbus client over any link, MODBUS/TCP Security in the first place. One request at a time; one thread.</summary>
public sealed class ModbusTlsClient : IDisposable
{
    private readonly ILink _link;
    private readonly IClock _clock;
    private readonly byte[] _buffer = new byte[ModbusLimits.MaxTcpAdu];
    private readonly MbapFramer _framer = new(ModbusLimits.MaxTcpAdu);
    private int _transactionId;
    private bool _hasAnswered;

    /// <param name="link">Stands already; the client owns it from here on.</param>
    /// <param name="clock">What the link's deadlines are measured by.</param>
    public ModbusTlsClient(ILink link, IClock clock)
    {
        _link = link;
        _clock = clock;
    }

    /// <summary>Connects to a module. Null, and the problem in words, when that fails. Never throws.</summary>
    public static ModbusTlsClient? Connect(string host, int port, ClientIdentity identity, int timeoutMs, out string problem)
    {
        var clock = new SystemClock();
        TlsClientLink? link = new TlsDialer(host, port, identity, clock).Dial(clock.Now + timeoutMs, out problem);
        return link == null ? null : new ModbusTlsClient(link, clock);
    }

    /// <summary>Sends a PDU, function code first, and waits for its answer. Never throws.</summary>
    public ModbusResponse Send(byte unit, ReadOnlySpan<byte> pdu, int timeoutMs)
    {
        if (pdu.Length is 0 or > ModbusLimits.MaxPdu)
        {
            return ModbusResponse.None($"a PDU has 1 to {ModbusLimits.MaxPdu} bytes, not {pdu.Length}");
        }
        _transactionId = (_transactionId + 1) & 0xFFFF;
        byte[] request = new byte[ModbusLimits.MbapHeader + pdu.Length];
        Mbap.Write(request, 0, _transactionId, unit, pdu.Length);
        pdu.CopyTo(request.AsSpan(ModbusLimits.MbapHeader));
        long deadline = _clock.Now + timeoutMs;
        if (!_link.Write(request, 0, request.Length, deadline)) return ModbusResponse.None(WhyEnded(deadline));
        return Receive(unit, request, deadline);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _link.Close();
    }

    private ModbusResponse Receive(byte unit, byte[] request, long deadline)
    {
        int count = 0;
        while (true)
        {
            switch (_framer.Next(_buffer, 0, count))
            {
                case Framing.Broken:
                    _link.Abort();
                    return ModbusResponse.None($"the answer is not Modbus: {_framer.Fault}, {_framer.Actual}");
                case Framing.Frame:
                    return Check(unit, request);
                default:
                    break;
            }

            int read = _link.Read(_buffer, count, _buffer.Length - count, deadline);
            if (read == 0) return ModbusResponse.None(WhyEnded(deadline));
            count += read;
        }
    }

    private ModbusResponse Check(byte unit, byte[] request)
    {
        _hasAnswered = true;
        if (Mbap.TransactionId(_buffer, 0) != _transactionId || Mbap.UnitId(_buffer, 0) != unit)
        {
            _link.Abort();
            return ModbusResponse.None("the answer belongs to another request");
        }

        int length = _framer.FrameLength - ModbusLimits.MbapHeader;
        var decoded = new Request();
        // A request that is malformed on purpose has no answer that could be checked against it.
        bool isWellFormed = decoded.Decode(unit, request, ModbusLimits.MbapHeader, request.Length - ModbusLimits.MbapHeader);
        ResponseFault fault = isWellFormed ? ResponseCheck.Check(decoded, _buffer, ModbusLimits.MbapHeader, length) : ResponseFault.None;
        return fault == ResponseFault.None
            ? ModbusResponse.Of(_buffer.AsSpan(ModbusLimits.MbapHeader, length))
            : ModbusResponse.None($"the answer does not fit the request: {fault}");
    }

    private string WhyEnded(long deadline)
    {
        if (_clock.Now >= deadline) return "no answer in time";
        // In TLS 1.3 a client learns only now that its certificate was refused.
        return _hasAnswered
            ? "the module ended the connection"
            : "the module ended the connection before its first answer: it does not accept this certificate "
                + "(none, another CA's, run out, revoked), or has no session left; its events say which";
    }
}
