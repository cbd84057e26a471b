using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>What all scenarios are measured with: the PLC, the certificates, and the ways to it.</summary>
internal sealed class BenchSite : IDisposable
{
    private const int MostConnections = 64;

    private readonly BenchFolder _folder;
    private readonly BenchPlc _plc;
    private readonly string _module;
    private readonly string[] _peers;
    private readonly TextWriter _log;
    private bool _isCounterChosen;

    /// <param name="module">Its executable.</param>
    /// <param name="peers">The other proxies, all of them installed.</param>
    /// <param name="time">Of one measurement.</param>
    /// <param name="log">For what happens meanwhile.</param>
    /// <param name="stop">Ends what waits.</param>
    public BenchSite(string module, string[] peers, TimeSpan time, TextWriter log, CancellationToken stop)
    {
        _folder = new BenchFolder();
        _plc = new BenchPlc();
        _module = module;
        _peers = peers;
        _log = log;
        Time = time;
        Stop = stop;
    }

    /// <summary>Of one measurement.</summary>
    public TimeSpan Time { get; }

    public CancellationToken Stop { get; }

    /// <summary>How system calls are counted; null before the first proxy was measured, and where they cannot be.</summary>
    public ISystemCallCounter? Counter { get; private set; }

    public void Dispose()
    {
        _plc.Dispose();
        _folder.Dispose();
    }

    public void Log(string line) => _log.WriteLine(line);

    public BenchPath Direct(int clients) => new(BenchPath.Direct, _plc.Port, null, clients, null, Stop);

    /// <summary>The module, with a PLC connection for each client, as the others have, up to its most.</summary>
    public BenchPath Module(int clients, bool tls) =>
        Module(tls ? BenchPath.ModuleTls : BenchPath.ModulePlain, clients, Math.Min(clients, MostConnections), tls);

    /// <summary>The module with TLS and so many PLC connections.</summary>
    public BenchPath Module(string name, int clients, int connections) => Module(name, clients, connections, tls: true);

    /// <summary>The module with TLS, as in the other measures but for one line of its settings.</summary>
    public BenchPath Module(string name, int clients, string setting) =>
        Module(name, clients, Math.Min(clients, MostConnections), tls: true, setting);

    /// <summary>Every proxy with TLS; each is started when it is asked for.</summary>
    public IEnumerable<BenchPath> TlsPaths(int clients)
    {
        yield return Module(clients, tls: true);
        if (_peers.Contains(BenchPath.Stunnel)) yield return BenchProxies.Stunnel(_folder, _plc.Port, clients, Stop);
        if (_peers.Contains(BenchPath.Haproxy)) yield return BenchProxies.Haproxy(_folder, _plc.Port, clients, Stop);
    }

    /// <summary>One client more, that goes again; how long it took to be let in and answered, milliseconds.</summary>
    /// <exception cref="BenchException">It was not.</exception>
    public double Admit(BenchPath path)
    {
        var watch = Stopwatch.StartNew();
        using (var late = new BenchClient(path.Port, _folder.Client)) late.Ask();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Counts the system calls of a proxy.</summary>
    /// <param name="proxy">Whose.</param>
    /// <param name="meanwhile">During what.</param>
    /// <returns>NaN where they cannot be counted.</returns>
    /// <exception cref="BenchException">They could be, and cannot any more.</exception>
    public double CountSystemCalls(ProxyProcess proxy, Action meanwhile)
    {
        if (!_isCounterChosen) Counter = SystemCallCounters.Choose(proxy.Id, _log, Stop);
        _isCounterChosen = true;
        return Counter?.Count(proxy.Id, meanwhile) ?? double.NaN;
    }

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Wait(TimeSpan time)
    {
        Stop.WaitHandle.WaitOne(time);
        Stop.ThrowIfCancellationRequested();
    }

    private BenchPath Module(string name, int clients, int connections, bool tls, string setting = "") =>
        BenchProxies.Module(name, _module, _folder, _plc.Port, clients, connections, tls, setting, Stop);
}
