using System;
using System.Threading;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host;

namespace EdgeGuard.EndToEnd;

/// <summary>A null-modem cable: two serial ports, each of which hears what the other is sent.</summary>
internal sealed class SerialCable : IDisposable
{
    private const int SliceUs = 100_000;
    private const int WriteUs = 10_000_000;

    private readonly SystemClock _clock = new();
    private readonly PseudoTerminal _first;
    private readonly PseudoTerminal _second;
    private readonly Thread[] _carriers;
    private volatile bool _isUnplugged;

    public SerialCable()
    {
        _first = new PseudoTerminal(_clock);
        _second = new PseudoTerminal(_clock);
        _carriers = [Carry(_first.Other, _second.Other), Carry(_second.Other, _first.Other)];
    }

    public string First => _first.Path;

    public string Second => _second.Path;

    public void Dispose()
    {
        _isUnplugged = true;
        foreach (Thread carrier in _carriers) carrier.Join();
        _first.Dispose();
        _second.Dispose();
    }

    private Thread Carry(ISerialLink from, ISerialLink to)
    {
        var thread = new Thread(() =>
        {
            var buffer = new byte[4096];
            while (!_isUnplugged)
            {
                int read = from.Read(buffer, 0, buffer.Length, _clock.Microseconds + SliceUs);
                if (read > 0) to.Write(buffer, 0, read, _clock.Microseconds + WriteUs);
            }
        });
        thread.Start();
        return thread;
    }
}
