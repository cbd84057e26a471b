using System;

namespace EdgeGuard.Testing;

/// <summary>One connection to a <see cref="MisbehavingPlc"/>, the guard's end. What is written is taken at once.</summary>
internal sealed class PlcLink : IFakePolledLink
{
    private readonly FakeClock _clock;
    private readonly MisbehavingPlc _plc;
    private readonly int _number;
    private readonly Inbox _in;
    private byte[] _written = [];

    internal PlcLink(FakeClock clock, MisbehavingPlc plc, int number)
    {
        _clock = clock;
        _plc = plc;
        _number = number;
        _in = new Inbox(clock);
        OpenedAt = clock.Now;
    }

    /// <summary>When it was made.</summary>
    internal long OpenedAt { get; }

    /// <summary>Whether the PLC is about to end it, and takes nothing any more.</summary>
    internal bool IsLeaving
    {
        get { return _in.EndsAt != long.MaxValue; }
    }

    /// <summary>Whether what was written so far ends with a whole frame.</summary>
    internal bool IsWhole
    {
        get { return _written.Length == 0; }
    }

    internal bool IsEnded
    {
        get { return _in.IsEnded; }
    }

    public bool HasUnsent
    {
        get { return false; }
    }

    bool IFakePolledLink.HasHappened
    {
        get { return _in.IsReady; }
    }

    long IFakePolledLink.HappensAt
    {
        get { return _in.ReadyAt; }
    }

    void IFakePolledLink.Watched()
    {
        // What is written is taken at once, watched or not.
    }

    public void Doubt()
    {
        // What a look finds is never old here.
    }

    public bool Ready(long until)
    {
        lock (_clock.Gate) return _clock.Block(_in, until);
    }

    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        lock (_clock.Gate)
        {
            if (!_clock.Block(_in, deadline)) _in.IsEnded = true;
            return _in.Take(buffer.AsSpan(offset, count));
        }
    }

    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        lock (_clock.Gate)
        {
            if (_in.IsEnded) return false;
            _written = [.. _written, .. buffer.AsSpan(offset, count)];
            while (_written.Length >= 7 && _written.Length >= Length()) TakeOne();
            _clock.Changed();
            return true;
        }
    }

    public void Abort()
    {
        lock (_clock.Gate) EndFromPlc();
    }

    public void Close()
    {
        Abort();
    }

    /// <summary>The PLC sends. Under the clock's lock.</summary>
    internal void Say(byte[] bytes, long at)
    {
        _in.Add(bytes, at);
    }

    /// <summary>The connection ends then. Under the clock's lock.</summary>
    internal void EndFromPlcAt(long at)
    {
        _in.EndsAt = at;
        _clock.Changed();
    }

    /// <summary>The connection ends. Under the clock's lock.</summary>
    internal void EndFromPlc()
    {
        _in.IsEnded = true;
        _clock.Changed();
    }

    private int Length()
    {
        return 6 + (_written[4] << 8 | _written[5]);
    }

    private void TakeOne()
    {
        byte[] adu = _written[..Length()];
        _written = _written[adu.Length..];
        _plc.Take(this, _number, adu);
    }
}
