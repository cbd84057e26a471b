using System;
using System.Threading;

namespace EdgeGuard.Fuzz;

/// <summary>Tells of an input that does not end.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Action<byte[]> _hangs;
    private readonly Timer _timer;
    private byte[]? _input;
    private byte[]? _seen;

    /// <param name="limit">An input that is still running is told of after
    /// this long at the earliest, after twice this at the latest.</param>
    /// <param name="hangs">Told the input, on a thread of its own.</param>
    public Watchdog(TimeSpan limit, Action<byte[]> hangs)
    {
        _hangs = hangs;
        _timer = new Timer(_ => Look(), null, limit, limit);
    }

    /// <summary>Another input begins to run; the one before has ended.</summary>
    public void Begin(byte[] input) => Volatile.Write(ref _input, input);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        byte[]? now = Volatile.Read(ref _input);
        if (now != null && ReferenceEquals(now, _seen)) _hangs(now);
        _seen = now;
    }
}
