using System;

namespace EdgeGuard.Testing;

/// <summary>One end of a link in memory. The guard's end; a test holds the other.</summary>
public class MemoryLink : IFakePolledLink
{
    private readonly Inbox _in;
    private readonly Inbox _out;
    private readonly RoomToWrite _room;

    // What a write that must not wait has left behind.
    private byte[] _unsent = [];
    private bool _isPolled;

    internal MemoryLink(FakeClock clock, Inbox inbox, Inbox outbox)
    {
        Clock = clock;
        _in = inbox;
        _out = outbox;
        _room = new RoomToWrite(outbox);
    }

    /// <summary>Whether the guard closed its end properly, and not only aborted it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>How many bytes the other end takes without reading; a write beyond it waits.</summary>
    public int Window
    {
        get { return _room.Window; }
        set { _room.Window = value; }
    }

    internal FakeClock Clock { get; }

    bool IFakePolledLink.HasHappened
    {
        get { return ((IWaitable)_in).IsReady || (_unsent.Length > 0 && _room.IsReady); }
    }

    long IFakePolledLink.HappensAt
    {
        get { return _in.ReadyAt; }
    }

    public bool HasUnsent
    {
        get
        {
            lock (Clock.Gate)
            {
                if (_unsent.Length > 0 && _room.IsReady)
                {
                    Send(_unsent);
                    _unsent = [];
                }
                return _unsent.Length > 0;
            }
        }
    }

    void IFakePolledLink.Watched()
    {
        Touched();
        _isPolled = true;
    }

    public void Doubt()
    {
        // What a look finds is never old here.
    }

    public bool Ready(long until)
    {
        lock (Clock.Gate)
        {
            Touched();
            return Clock.Block(_in, until);
        }
    }

    public virtual int Read(byte[] buffer, int offset, int count, long deadline)
    {
        lock (Clock.Gate)
        {
            Touched();
            if (!Clock.Block(_in, deadline)) EndBoth();
            return _in.IsEnded && _in.Count == 0 ? 0 : _in.Take(buffer.AsSpan(offset, count));
        }
    }

    public virtual bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        lock (Clock.Gate)
        {
            Touched();
            if (!_isPolled && !Clock.Block(_room, deadline)) EndBoth();
            if (_out.IsEnded) return false;
            if (_room.IsReady && _unsent.Length == 0) Send(buffer.AsSpan(offset, count));
            else _unsent = [.. _unsent, .. buffer.AsSpan(offset, count)];
            return true;
        }
    }

    public void Abort()
    {
        lock (Clock.Gate)
        {
            EndBoth();
        }
    }

    public void Close()
    {
        lock (Clock.Gate)
        {
            Touched();
            IsClosed = true;
            EndBoth();
        }
    }

    /// <summary>The thread that the link was given to has begun with it. The caller holds the clock's lock.</summary>
    protected virtual void Touched()
    {
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        _out.Add(bytes, Clock.Now);
        Clock.Changed();
    }

    private void EndBoth()
    {
        _in.IsEnded = true;
        _out.IsEnded = true;
        Clock.Changed();
    }
}
