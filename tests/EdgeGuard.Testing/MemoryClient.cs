using System;
using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>The test's end of a client's link in memory.</summary>
/// <remarks>Sending does not wait for the guard to take it: <see cref="FakeClock.Settle"/> does. Receiving settles first, so what is
/// not there then does not come without time passing.</remarks>
public sealed class MemoryClient : ITestClient
{
    private readonly FakeClock _clock;
    private readonly Inbox _toGuard;
    private readonly Inbox _fromGuard;
    private byte[] _received = [];

    private MemoryClient(FakeClock clock, Inbox toGuard, Inbox fromGuard, MemoryUpstreamLink link)
    {
        _clock = clock;
        _toGuard = toGuard;
        _fromGuard = fromGuard;
        Link = link;
    }

    /// <summary>The guard's end.</summary>
    public MemoryUpstreamLink Link { get; }

    /// <summary>Bytes from the guard that are not taken yet.</summary>
    public int Waiting
    {
        get
        {
            _clock.Settle();
            Pull();
            return _received.Length;
        }
    }

    /// <summary>Whether the guard has ended the link.</summary>
    public bool IsEnded
    {
        get
        {
            _clock.Settle();
            lock (_clock.Gate) return _fromGuard.IsEnded;
        }
    }

    public static MemoryClient Create(FakeClock clock, Peer peer)
    {
        var toGuard = new Inbox(clock);
        var fromGuard = new Inbox(clock);
        return new MemoryClient(clock, toGuard, fromGuard, new MemoryUpstreamLink(clock, peer, toGuard, fromGuard));
    }

    public void Send(byte[] bytes)
    {
        lock (_clock.Gate)
        {
            _toGuard.Add(bytes, _clock.Now);
            _clock.Changed();
        }
    }

    /// <summary>Sends one byte at a time, each taken by the guard before the next comes.</summary>
    public void SendByteByByte(byte[] bytes)
    {
        foreach (byte value in bytes)
        {
            Send([value]);
            _clock.Settle();
        }
    }

    public byte[]? ReceiveFrame()
    {
        _clock.Settle();
        Pull();
        if (_received.Length < 7) return Nothing();
        int length = 6 + (_received[4] << 8 | _received[5]);
        if (_received.Length < length) return Nothing();
        byte[] frame = _received[..length];
        _received = _received[length..];
        return frame;
    }

    public bool WaitForEnd()
    {
        return IsEnded && Waiting == 0;
    }

    public void Close()
    {
        lock (_clock.Gate)
        {
            _toGuard.IsEnded = true;
            _fromGuard.IsEnded = true;
            _clock.Changed();
        }
    }

    private byte[]? Nothing()
    {
        if (IsEnded) return null;
        throw new InvalidOperationException($"No whole frame has come, and the link stands; {_received.Length} bytes are there.");
    }

    private void Pull()
    {
        lock (_clock.Gate)
        {
            var bytes = new byte[_fromGuard.Count];
            int count = _fromGuard.Take(bytes);
            _received = [.. _received, .. bytes.AsSpan(0, count)];
            _clock.Changed();
        }
    }
}
