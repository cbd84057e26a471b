using System;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>A client that sends one request over and over and counts what the thread that serves it allocates.</summary>
/// <remarks>Everything it does itself, in that same thread, allocates nothing.</remarks>
internal sealed class RepeatingLink : MemoryUpstreamLink
{
    private readonly byte[] _request;
    private readonly int _warm;
    private readonly int _last;
    private int _sent;
    private long _before;

    internal RepeatingLink(FakeClock clock, byte[] request, int warm, int measured)
        : base(clock, Peers.Tls("Operator"))
    {
        _request = request;
        _warm = warm;
        _last = warm + measured;
    }

    internal long Allocated { get; private set; }

    internal bool IsDone { get; private set; }

    public override int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (_sent == _warm) _before = GC.GetAllocatedBytesForCurrentThread();
        if (_sent == _last)
        {
            Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
            IsDone = true;
            Begun();
            return 0;
        }
        _sent++;
        _request.CopyTo(buffer, offset);
        return _request.Length;
    }

    public override bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        return true;
    }
}
