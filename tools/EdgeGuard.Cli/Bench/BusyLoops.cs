using System;
using System.Collections.Generic;

namespace EdgeGuard.Cli;

/// <summary>Processes that do nothing but take processor time, until this is disposed.</summary>
internal sealed class BusyLoops : IDisposable
{
    // Looks now and then whether the one that started it still lives: nobody else would end it.
    private const string Loop = "while kill -0 $1 2>/dev/null; do i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; done";

    private readonly List<ProxyProcess> _loops = [];

    /// <exception cref="BenchException">There is no shell.</exception>
    public BusyLoops(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _loops.Add(ProxyProcess.Start("/bin/sh", ["-c", Loop, "edgeguard-busy", $"{Environment.ProcessId}"]));
        }
    }

    public void Dispose()
    {
        foreach (ProxyProcess loop in _loops) loop.Dispose();
    }
}
