using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>A PLC whose next answer to nobody is always there already; each takes a millisecond to read.</summary>
internal sealed class EndlessLink : ILink
{
    private readonly FakeClock _clock;
    private readonly ISignal _ended;
    private bool _isEnded;

    internal EndlessLink(FakeClock clock)
    {
        _clock = clock;
        _ended = clock.CreateSignal();
    }

    public bool Ready(long until)
    {
        return true;
    }

    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        _ended.Wait(_clock.Now + 1);
        if (_isEnded) return 0;
        byte[] stray = Adu.Frame(0xFFFF, 1, 3, 2, 0, 0);
        stray.CopyTo(buffer, offset);
        return stray.Length;
    }

    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        return !_isEnded;
    }

    public void Abort()
    {
        _isEnded = true;
        _ended.Set();
    }

    public void Close()
    {
        Abort();
    }
}
