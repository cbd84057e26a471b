using System;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>One client of the simulated PLC, on its own thread until one of the two has enough.</summary>
internal sealed class PlcConnection
{
    // More than any PLC takes: which frames are too large is for what stands before us to say.
    private const int MaxFrame = 4096;

    private readonly PlcServer _server;
    private readonly Socket _socket;
    private readonly int _number;
    private readonly CancellationToken _stopping;
    private readonly Thread _thread;
    private readonly Request _request = new();
    private byte[] _keptBack = [];

    internal PlcConnection(PlcServer server, Socket socket, int number, CancellationToken stopping)
    {
        _server = server;
        _socket = socket;
        _number = number;
        _stopping = stopping;
        _thread = new Thread(Run) { IsBackground = true, Name = $"plc connection {number}" };
        socket.NoDelay = true;
    }

    internal void Start()
    {
        _thread.Start();
    }

    internal void Stop()
    {
        _socket.Dispose();
        _thread.Join();
    }

    private void Run()
    {
        try
        {
            ServeFrames();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client has gone, or we were stopped: both end the connection.
        }
        finally
        {
            _socket.Dispose();
            _server.Ended(this);
        }
    }

    private void ServeFrames()
    {
        var framer = new MbapFramer(MaxFrame);
        byte[] buffer = new byte[MaxFrame];
        int count = 0;
        while (!_stopping.IsCancellationRequested)
        {
            switch (framer.Next(buffer, 0, count))
            {
                case Framing.NeedMore:
                    int read = _socket.Receive(buffer, count, buffer.Length - count, SocketFlags.None);
                    if (read == 0) return;
                    count += read;
                    break;
                case Framing.Frame:
                    if (!ServeFrame(buffer, framer.FrameLength)) return;
                    count -= framer.FrameLength;
                    Array.Copy(buffer, framer.FrameLength, buffer, 0, count);
                    break;
                default:
                    return;
            }
        }
    }

    private bool ServeFrame(byte[] buffer, int length)
    {
        _request.Decode(Mbap.UnitId(buffer, 0), buffer, ModbusLimits.MbapHeader, length - ModbusLimits.MbapHeader);
        PlcExchange exchange = _server.Serve(_number, _request, out PlcMisbehaviour? misbehaviour);
        byte[] frame = Frame(Mbap.TransactionId(buffer, 0), exchange);
        switch (exchange.Fault)
        {
            case PlcFault.Silence: return true;
            case PlcFault.CloseAfterRequest: return false;
            case PlcFault.Stale:
                _keptBack = frame;
                return true;
            case PlcFault.Slow when _stopping.WaitHandle.WaitOne(misbehaviour!.Number): return false;
            case PlcFault.ByteByByte: return SendSlowly(frame, misbehaviour!.Number);
            default:
                Send(_keptBack);
                _keptBack = [];
                Send(frame);
                return true;
        }
    }

    private static byte[] Frame(int transactionId, PlcExchange exchange)
    {
        PlcFault fault = exchange.Fault;
        byte[] pdu = exchange.Response.ToArray();
        if (fault == PlcFault.TrailingBytes) pdu = [.. pdu, 0];
        if (fault == PlcFault.ShortResponse) pdu = pdu[..^1];
        if (fault == PlcFault.WrongFunction) pdu[0] ^= 0x10;

        byte[] frame = new byte[ModbusLimits.MbapHeader + pdu.Length];
        int announced = fault == PlcFault.WrongLength ? pdu.Length + 1 : pdu.Length;
        int transaction = fault == PlcFault.WrongTransaction ? transactionId + 1 & 0xFFFF : transactionId;
        byte unit = fault == PlcFault.WrongUnit ? (byte)(exchange.Unit + 1 & 0xFF) : exchange.Unit;
        Mbap.Write(frame, 0, transaction, unit, announced);
        if (fault == PlcFault.WrongProtocol) frame[3] = 1;
        pdu.CopyTo(frame, ModbusLimits.MbapHeader);
        return frame;
    }

    private bool SendSlowly(byte[] frame, int milliseconds)
    {
        for (int i = 0; i < frame.Length; i++)
        {
            if (_stopping.WaitHandle.WaitOne(milliseconds)) return false;
            Send([frame[i]]);
        }

        return true;
    }

    private void Send(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;) sent += _socket.Send(bytes, sent, bytes.Length - sent, SocketFlags.None);
    }
}
