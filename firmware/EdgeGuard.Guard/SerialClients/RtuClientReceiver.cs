using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>What a serial client sends, and what else is on its line; and the answers that go back. Times are microseconds.</summary>
/// <remarks>
/// Used by one thread at a time. A frame of a unit that is not ours is another device's, asked or answering: the framer of either
/// side may find its end, and it is dropped whole. So nothing that another device says can be taken for a request to us, but
/// by noise that has a right CRC. An answer of ours goes out only into silence: where the client has begun to speak again it has given up
/// on it, and it would take the answer for that of its next request. Bytes 00 and FF that a line without bias makes in front of a request
/// are passed over where a request to a unit of ours is all that follows; zeros behind one that only silence ends, which leave its CRC
/// right, are never taken for data.
/// </remarks>
internal sealed class RtuClientReceiver
{
    internal const long PerMillisecond = 1_000;

    private readonly RtuTiming _timing;
    private readonly IClock _clock;
    private readonly bool _hasEcho;
    private readonly Peer _peer;
    private readonly EventSource _events;
    private readonly RtuFramer _requests;
    private readonly RtuFramer _responses;
    private readonly Request _trial = new Request();
    private readonly byte[] _in = new byte[2 * ModbusLimits.MaxRtuAdu];
    private readonly byte[] _out = new byte[ModbusLimits.MaxRtuAdu];
    private int _count;
    private int _outLength;
    private int _echo;
    private int _request;
    private bool _isResponseOwnWords;
    private bool _isSkipping;
    private long _lastByteAt;
    private long _silentUntil;
    private bool _isEchoTold;
    private bool _isGlueTold;

    /// <param name="timing">Of the line.</param>
    /// <param name="hasEcho">Whether what is sent comes back first.</param>
    /// <param name="configuration">Says which units are ours.</param>
    /// <param name="peer">The client.</param>
    /// <param name="clock">The time.</param>
    /// <param name="events">Used by whoever uses the receiver.</param>
    internal RtuClientReceiver(
        RtuTiming timing, bool hasEcho, GuardConfiguration configuration, Peer peer, IClock clock, EventSource events)
    {
        _timing = timing;
        _hasEcho = hasEcho;
        Configuration = new ConfigurationSlot(configuration);
        _peer = peer;
        _clock = clock;
        _events = events;
        _requests = new RtuFramer(RtuSide.Request, timing);
        _responses = new RtuFramer(RtuSide.Response, timing);
    }

    /// <summary>Says which units are ours. Any thread.</summary>
    internal ConfigurationSlot Configuration { get; }

    /// <summary>The port has just been opened: somebody may be in the middle of a frame.</summary>
    internal void Begin()
    {
        _count = 0;
        _echo = 0;
        _request = 0;
        _outLength = 0;
        _isSkipping = true;
        _lastByteAt = _clock.Microseconds;
        _silentUntil = _lastByteAt;
    }

    /// <summary>Listens until a request for a unit of ours stands at the beginning.</summary>
    internal ListenResult AwaitRequest(ISerialLink serial, long until)
    {
        while (_request == 0)
        {
            if (_count > 0 && Look()) continue;
            bool isAmid = _count > 0 || _isSkipping;
            if (!isAmid && _clock.Microseconds >= until) return ListenResult.Nothing;
            int received = Receive(serial, isAmid ? _lastByteAt + _timing.SilenceUs : until);
            if (received < 0) return ListenResult.Ended;
            if (received == 0) _isSkipping = false;
        }
        return ListenResult.Request;
    }

    /// <summary>Takes the request that stands at the beginning. How many bytes its PDU has.</summary>
    internal int TakeRequest(byte[] into, int offset, out byte unit)
    {
        unit = _in[0];
        int pduLength = _request - 1 - Crc16.Length;
        Array.Copy(_in, 1, into, offset, pduLength);
        // An answer that repeats its request cannot be told from it when it comes back: Compose looks.
        Array.Copy(_in, 0, _out, 0, _request);
        _outLength = _request;
        _isResponseOwnWords = false;
        Remove(_request);
        _request = 0;
        return pduLength;
    }

    /// <summary>Passes over a request that was heard and that nobody takes.</summary>
    internal void DropRequest()
    {
        Remove(_request);
        _request = 0;
    }

    /// <summary>Answers the request taken last, unless the client speaks again already. False: the port has ended.</summary>
    internal bool Respond(ISerialLink serial, byte unit, byte[] buffer, int offset, int pduLength)
    {
        // A byte or two behind a request is what a transceiver makes when it is switched off, and no next request.
        long mayBeginAt = _lastByteAt + _timing.InterFrameUs;
        while (true)
        {
            int received = Receive(serial, mayBeginAt);
            if (received < 0) return false;
            if (_count >= ModbusLimits.MinRtuAdu)
            {
                _events.Count(Counter.ClientsGaveUp);
                return true;
            }
            if (received == 0) break;
            mayBeginAt = _lastByteAt + _timing.SilenceUs;
        }
        _count = 0;
        Compose(unit, buffer, offset, pduLength);
        long frameUs = _timing.FrameUs(_outLength);
        long left = _clock.Microseconds + frameUs;
        if (!serial.Write(_out, 0, _outLength, left + frameUs + GuardLimits.BusWriteSlackMs * PerMillisecond)) return false;
        _echo = _hasEcho ? _outLength : 0;
        _lastByteAt = _clock.Microseconds;
        _silentUntil = _lastByteAt;
        return true;
    }

    private void Compose(byte unit, byte[] buffer, int offset, int pduLength)
    {
        int length = 1 + pduLength + Crc16.Length;
        bool isSame = length == _outLength && _out[0] == unit;
        for (int i = 0; i < pduLength && isSame; i++) isSame = _out[1 + i] == buffer[offset + i];
        _isResponseOwnWords = !isSame;
        _out[0] = unit;
        Array.Copy(buffer, offset, _out, 1, pduLength);
        Crc16.Append(_out, 0, 1 + pduLength);
        _outLength = length;
    }

    private int Receive(ISerialLink serial, long until)
    {
        int received = serial.Read(_in, _count, _in.Length - _count, until);
        if (received < 0) return received;
        // Silence is what a read that waited for it has found: the clock alone does not know what is still unread.
        _silentUntil = _clock.Microseconds;
        if (received == 0) return 0;
        _lastByteAt = _silentUntil;
        if (!_isSkipping) _count += received;
        return received;
    }

    // Looks at what has come. False: more must come, or silence.
    private bool Look()
    {
        if (_echo > 0) return LookForEcho();
        Framing framing = _requests.Next(_in, 0, _count, _lastByteAt, _silentUntil);
        int length = _requests.FrameLength;
        if (framing != Framing.Frame && !IsOurs(_in[0]) && _responses.Next(_in, 0, _count, _lastByteAt, _silentUntil) == Framing.Frame)
        {
            framing = Framing.Frame;
            length = _responses.FrameLength;
        }
        switch (framing)
        {
            case Framing.Frame:
                if (IsRequest(length)) TakeOver(length);
                else Remove(length);
                return true;
            case Framing.Broken:
                if (_requests.Fault == FrameFault.Crc && SkipGlued()) return true;
                _events.Count(Counter.BusFramesDamaged);
                // Whatever follows without silence belongs to it.
                _isSkipping = _requests.Fault == FrameFault.NoSilence;
                Remove(_count);
                return true;
            default:
                return false;
        }
    }

    private bool IsRequest(int length)
    {
        // No request has that bit set, and to answer what may be an answer could go on for ever.
        if (!IsOurs(_in[0]) || (_in[1] & FunctionCode.ExceptionFlag) != 0) return false;
        bool isEcho = _isResponseOwnWords && Matches(length) && length == _outLength;
        if (isEcho && !_isEchoTold) _events.Raise(EventCode.BusEchoes, _peer, EventDetailText.ClientPort, 0);
        _isEchoTold |= isEcho;
        return !isEcho;
    }

    // Zeros behind a request that only silence ends are none of its bytes where without them, and only then, it is one. Where it is one
    // either way, nobody knows what was meant, and it is dropped.
    private void TakeOver(int length)
    {
        bool isOpen = RtuLength.Of(RtuSide.Request, _in, 0, length) == RtuLength.Unknown;
        int sound = length;
        int readings = 0;
        for (int end = length; isOpen && MayEnd(length, end); end--)
        {
            if (!_trial.Decode(_in[0], _in, 1, end - 1 - Crc16.Length)) continue;
            sound = end;
            readings++;
        }
        if (readings <= 1)
        {
            // An open end is a silence: nothing but the zeros has come behind it.
            if (isOpen) _count = sound;
            _request = sound;
            return;
        }
        _events.Count(Counter.BusFramesDamaged);
        _events.Raise(EventCode.BusGlued, _peer, 0, 0);
        Remove(length);
    }

    // Whether a frame of so many bytes could end there: the CRC fits, and zeros alone follow.
    private bool MayEnd(int length, int end)
    {
        return end >= ModbusLimits.MinRtuAdu
            && length - end <= GuardLimits.MaxGluedBytes
            && (end == length || _in[end] == 0)
            && Crc16.Holds(_in, 0, end);
    }

    // True: what stood before a request is gone.
    private bool SkipGlued()
    {
        for (int at = 1; at <= GuardLimits.MaxGluedBytes && at < _count && (_in[at - 1] == 0x00 || _in[at - 1] == 0xFF); at++)
        {
            int length = RtuLength.Of(RtuSide.Request, _in, at, _count - at);
            bool isWhole = length > RtuLength.NotYet && length <= _count - at && _count - at - length <= GuardLimits.MaxGluedBytes;
            if (!isWhole || _in[at] == ModbusLimits.BroadcastUnit || !IsOurs(_in[at]) || !Crc16.Holds(_in, at, length)) continue;
            _events.Count(Counter.BusFramesGlued);
            if (!_isGlueTold) _events.Raise(EventCode.BusGlued, _peer, at, _in[0]);
            _isGlueTold = true;
            Remove(at);
            return true;
        }
        return false;
    }

    private bool LookForEcho()
    {
        int compared = _count < _echo ? _count : _echo;
        bool isSilent = _silentUntil - _lastByteAt >= _timing.SilenceUs;
        if (!Matches(compared) || (compared < _echo && isSilent))
        {
            // Somebody else spoke as well.
            _echo = 0;
            _events.Count(Counter.BusFramesDamaged);
            _isSkipping = !isSilent;
            Remove(_count);
            return true;
        }
        if (compared < _echo) return false;
        Remove(_echo);
        _echo = 0;
        return true;
    }

    private bool Matches(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (i >= _outLength || _in[i] != _out[i]) return false;
        }
        return true;
    }

    private bool IsOurs(byte unit)
    {
        GuardConfiguration configuration = Configuration.Current;
        return configuration.Routes.Has(configuration.Units.Map(unit));
    }

    private void Remove(int count)
    {
        _count -= count;
        Array.Copy(_in, count, _in, 0, _count);
    }
}
