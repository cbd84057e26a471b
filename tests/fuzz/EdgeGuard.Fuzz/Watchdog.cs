using System;
using System.Threading;

namespace EdgeGuard.Fuzz;

/// <summary>Ends the process when one input does not end: nothing else can.</summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>Far beyond what any input takes, also on a machine that does other things.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Action<byte[]> _report;
    private readonly Timer _timer;
    private byte[]? _input;
    private byte[]? _seen;

    /// <param name="report">Writes the input down.</param>
    public Watchdog(Action<byte[]> report)
    {
        _report = report;
        _timer = new Timer(_ => Look(), null, Limit, Limit);
    }

    public void Begin(byte[] input) => Volatile.Write(ref _input, input);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        byte[]? now = Volatile.Read(ref _input);
        if (now != null && ReferenceEquals(now, _seen))
        {
            _report(now);
            Environment.Exit(ExitCode.Hangs);
        }
        _seen = now;
    }
}
