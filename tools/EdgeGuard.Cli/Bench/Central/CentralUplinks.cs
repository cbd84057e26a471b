using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Central;

namespace EdgeGuard.Cli;

/// <summary>All modules' connections to one broker.</summary>
internal sealed class CentralUplinks : IDisposable
{
    // Handshakes at once: more of them do not end sooner on a few processors.
    private const int AtOnce = 32;

    private readonly CentralUplink[] _uplinks;

    private CentralUplinks(CentralUplink[] uplinks) => _uplinks = uplinks;

    /// <exception cref="BenchException">One of them is not let in.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<CentralUplinks> Connect(IReadOnlyList<SimulatedModule> modules, int port, CancellationToken stop)
    {
        var uplinks = new CentralUplinks([.. modules.Select(module => new CentralUplink(module))]);
        try
        {
            var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
            await Parallel.ForEachAsync(uplinks._uplinks, limit, async (uplink, _) => await uplink.Connect(port));
            return uplinks;
        }
        catch
        {
            uplinks.Dispose();
            throw;
        }
    }

    /// <summary>Lets all of them tell events until told to stop.</summary>
    public Task Tell(int batch, int rate, CentralWindow window, CancellationToken stop) => Task.WhenAll(
        _uplinks.Select((uplink, i) => uplink.Tell(new CentralPace(i, _uplinks.Length, batch, rate), batch, window, stop)));

    /// <summary>Lets all of them tell their counters, one after the other within the time, again and again.</summary>
    public Task Count(TimeSpan every, CancellationToken stop) =>
        Task.WhenAll(_uplinks.Select((uplink, i) => uplink.Count(every * i / _uplinks.Length, every, stop)));

    public void Dispose()
    {
        foreach (CentralUplink uplink in _uplinks) uplink.Dispose();
    }
}
