using System;
using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>One end of a link in memory. The guard's end; a test holds the other.</summary>
public class MemoryLink : ILink
{
    private readonly Inbox _in;
    private readonly Inbox _out;
    private readonly RoomToWrite _room;

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

    /// <summary>Whether a read would not wait. The caller holds the clock's lock.</summary>
    internal bool HasArrived
    {
        get { return ((IWaitable)_in).IsReady; }
    }

    /// <summary>When it will be so by the passing of time alone, microseconds. The caller holds the clock's lock.</summary>
    internal long ArrivesAt
    {
        get { return _in.ReadyAt; }
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
            if (!Clock.Block(_room, deadline)) EndBoth();
            if (_out.IsEnded) return false;
            _out.Add(buffer.AsSpan(offset, count), Clock.Now);
            Clock.Changed();
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

    private void EndBoth()
    {
        _in.IsEnded = true;
        _out.IsEnded = true;
        Clock.Changed();
    }
}
