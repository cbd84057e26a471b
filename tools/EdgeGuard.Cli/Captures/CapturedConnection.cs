using System;
using System.Collections.Generic;
using System.Net;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>One connection of a capture: both streams, and which response belongs to which request.</summary>
internal sealed class CapturedConnection
{
    // Clients have a few on their way; of more, the oldest are not answered any more.
    private const int MostPending = 256;
    private const int MostHeld = 256;

    private readonly IPAddress _client;
    private readonly IPAddress _server;
    private readonly CaptureNotes _notes;
    private readonly Action<CapturedRequest> _sink;
    private readonly TcpStream _asked;
    private readonly TcpStream _answered;
    private readonly List<CapturedRequest> _pending = [];

    // Of the server, and not to be looked at before what it answers: that is behind it in the file, or waits for a hole to be filled.
    private readonly List<Held> _held = [];
    private readonly Request _decoded = new();
    private uint? _firstSequence;

    public CapturedConnection(IPAddress client, IPAddress server, CaptureNotes notes, Action<CapturedRequest> sink)
    {
        _client = client;
        _server = server;
        _notes = notes;
        _sink = sink;
        _asked = new TcpStream(new FrameCutter(notes, TakeRequest), notes);
        _answered = new TcpStream(new FrameCutter(notes, TakeResponse), notes);
    }

    /// <summary>Whether a client's first segment opens another connection between the same ports.</summary>
    public bool IsReplacedBy(TcpSegment segment) => segment.IsFirst && _firstSequence != null && _firstSequence != segment.Sequence;

    public void Take(TcpSegment segment, bool isFromClient, long time)
    {
        if (_firstSequence == null)
        {
            _firstSequence = segment.Sequence;
            _notes.Connections++;
            if (!segment.IsSyn) _notes.BegunBefore++;
        }
        TcpStream stream = isFromClient ? _asked : _answered;
        if (segment.IsSyn) stream.Begin(segment.Sequence);
        if (!isFromClient && IsAhead(segment)) _held.Add(new Held(segment.Sequence, segment.Acknowledged, segment.Data.ToArray(), time));
        else stream.Take(unchecked(segment.Sequence + (segment.IsSyn ? 1U : 0U)), segment.Data, time);
        (isFromClient ? _answered : _asked).GiveUpWhatIsOld(time);
        Release(time);
    }

    private bool IsAhead(TcpSegment segment)
    {
        if (segment.Data.IsEmpty || segment.IsSyn) return false;
        return _held.Count > 0 || (segment.IsAcknowledging && _asked.Lacks(segment.Acknowledged));
    }

    private void Release(long now)
    {
        while (_held.Count > 0)
        {
            Held next = _held[0];
            bool isWaiting = _held.Count <= MostHeld && now - next.Time <= TcpStream.PatienceNs && _asked.Lacks(next.Acknowledged);
            if (isWaiting) return;
            _held.RemoveAt(0);
            _answered.Take(next.Sequence, next.Data, next.Time);
        }
    }

    public void End()
    {
        _asked.End();
        Release(long.MaxValue);
        _answered.End();
        while (_pending.Count > 0) GiveUp(0);
    }

    private void TakeRequest(ReadOnlyMemory<byte> frame, long time)
    {
        _notes.Requests++;
        byte[] bytes = frame.ToArray();
        GiveUpItsId(Mbap.TransactionId(bytes, 0), Mbap.UnitId(bytes, 0));
        if (_pending.Count == MostPending) GiveUp(0);
        _pending.Add(new CapturedRequest
        {
            Time = time,
            Client = _client,
            Server = _server,
            Transaction = Mbap.TransactionId(bytes, 0),
            Unit = Mbap.UnitId(bytes, 0),
            Pdu = bytes[ModbusLimits.MbapHeader..],
        });
    }

    private void TakeResponse(ReadOnlyMemory<byte> frame, long time)
    {
        _notes.Responses++;
        byte[] bytes = frame.ToArray();
        int transaction = Mbap.TransactionId(bytes, 0);
        byte unit = Mbap.UnitId(bytes, 0);
        byte[] pdu = bytes[ModbusLimits.MbapHeader..];
        int index = _pending.FindIndex(each => each.Transaction == transaction && each.Unit == unit && IsOf(each.Pdu[0], pdu[0]));
        if (index < 0)
        {
            _notes.Unasked++;
            return;
        }
        CapturedRequest request = _pending[index];
        _pending.RemoveAt(index);
        _decoded.Decode(request.Unit, request.Pdu, 0, request.Pdu.Length);
        bool isException = pdu[0] != request.Pdu[0];
        // What is malformed has no answer but an exception that it could be held against.
        bool fits = _decoded.Fault != RequestFault.None || ResponseCheck.Check(_decoded, pdu, 0, pdu.Length) == ResponseFault.None;
        if (!fits) _notes.Misfits++;
        request.ResponseTime = time;
        request.Exception = isException && pdu.Length > 1 ? pdu[1] : 0;
        _sink(request);
    }

    private static bool IsOf(byte asked, byte answered) => answered == asked || answered == (asked | FunctionCode.ExceptionFlag);

    // Who uses an id again, as many do with every request, waits no more for the answer to the one before. Otherwise that one would be
    // given the next answer, and each that follows the one behind it.
    private void GiveUpItsId(int transaction, byte unit)
    {
        int index = _pending.FindIndex(each => each.Transaction == transaction && each.Unit == unit);
        if (index >= 0) GiveUp(index);
    }

    private void GiveUp(int index)
    {
        CapturedRequest request = _pending[index];
        _pending.RemoveAt(index);
        _notes.Unanswered++;
        _sink(request);
    }

    private readonly record struct Held(uint Sequence, uint Acknowledged, byte[] Data, long Time);
}
