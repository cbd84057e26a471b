using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Testing.Serial;

/// <summary>An open port of the module on a <see cref="SerialWire"/>.</summary>
internal sealed class WireLink : ISerialLink, IWaitable
{
    private readonly SerialWire _wire;
    private readonly WirePort _port;
    private readonly List<(Transmission From, int Next)> _hearing = [];

    internal WireLink(SerialWire wire, WirePort port)
    {
        _wire = wire;
        _port = port;
        wire.Join(this);
    }

    internal bool IsEnded { get; private set; }

    bool IWaitable.IsReady
    {
        get
        {
            _wire.Pump();
            return IsEnded || ReadableAt() <= _wire.Clock.Microseconds;
        }
    }

    long IWaitable.ReadyAt
    {
        get
        {
            long readable = ReadableAt();
            return readable < _wire.NextAt ? readable : _wire.NextAt;
        }
    }

    public int Read(byte[] buffer, int offset, int count, long until)
    {
        lock (_wire.Clock.Gate)
        {
            _wire.Clock.BlockUntilMicrosecond(this, until);
            if (IsEnded) return -1;
            int read = 0;
            while (read < count && ReadableAt() <= _wire.Clock.Microseconds)
            {
                buffer[offset + read] = TakeFirst();
                read++;
            }
            return read;
        }
    }

    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        lock (_wire.Clock.Gate)
        {
            if (IsEnded) return false;
            long sentAt = _wire.Send(this, _port.Name, buffer[offset..(offset + count)], _wire.Clock.Microseconds);
            _wire.Clock.Changed();
            if (_port.TellsWhenSent) _wire.Clock.BlockUntilMicrosecond(new Leaving(this, sentAt), deadline);
            return !IsEnded;
        }
    }

    public void Abort()
    {
        lock (_wire.Clock.Gate)
        {
            IsEnded = true;
            _wire.Clock.Changed();
        }
    }

    public void Close()
    {
        lock (_wire.Clock.Gate)
        {
            IsEnded = true;
            _wire.Leave(this);
            _port.Closed();
            _wire.Clock.Changed();
        }
    }

    internal void Hear(Transmission transmission)
    {
        if (transmission.Sender != this || _port.HasEcho) _hearing.Add((transmission, 0));
    }

    internal void HearFrom(Transmission transmission, long at)
    {
        for (int i = 0; i < transmission.Count; i++)
        {
            if (transmission.EndOf(i) <= at) continue;
            _hearing.Add((transmission, i));
            return;
        }
    }

    internal bool StillHears(Transmission transmission)
    {
        return _hearing.Exists(hearing => hearing.From == transmission);
    }

    private long ReadableAt()
    {
        int first = First();
        if (first < 0) return long.MaxValue;
        long at = _hearing[first].From.EndOf(_hearing[first].Next);
        return _port.LatencyUs == 0 ? at : (at + _port.LatencyUs - 1) / _port.LatencyUs * _port.LatencyUs;
    }

    private byte TakeFirst()
    {
        int first = First();
        (Transmission from, int next) = _hearing[first];
        if (next + 1 == from.Count) _hearing.RemoveAt(first);
        else _hearing[first] = (from, next + 1);
        return from.Heard(next, _wire.Recent);
    }

    // Of all that is on the wire, whose next byte ends first.
    private int First()
    {
        int first = -1;
        for (int i = 0; i < _hearing.Count; i++)
        {
            if (first < 0 || End(i) < End(first)) first = i;
        }
        return first;
    }

    private long End(int index)
    {
        return _hearing[index].From.EndOf(_hearing[index].Next);
    }

    /// <summary>What a writer waits for whose port tells when the last stop bit has left.</summary>
    private sealed class Leaving(WireLink link, long sentAt) : IWaitable
    {
        bool IWaitable.IsReady
        {
            get
            {
                link._wire.Pump();
                return link.IsEnded || sentAt <= link._wire.Clock.Microseconds;
            }
        }

        long IWaitable.ReadyAt
        {
            get { return sentAt; }
        }
    }
}
