using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary>One way from the clients to the PLC, with its clients connected. Measured once a round.</summary>
internal sealed class BenchPath : IDisposable
{
    private readonly List<BenchClient> _clients = [];
    private readonly CancellationToken _stop;

    /// <param name="name">As in the JSON.</param>
    /// <param name="port">Where its clients connect.</param>
    /// <param name="identity">Their certificate; null for no TLS.</param>
    /// <param name="clients">How many.</param>
    /// <param name="proxy">What stands between; null for nothing. Owned by this, also where this cannot be made.</param>
    /// <param name="stop">Ends connecting and measuring.</param>
    /// <exception cref="BenchException">A client cannot connect, or is not answered.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public BenchPath(string name, int port, ClientIdentity? identity, int clients, ProxyProcess? proxy, CancellationToken stop)
    {
        Name = name;
        Port = port;
        Proxy = proxy;
        _stop = stop;
        try
        {
            Connect(identity, clients);
        }
        catch (Exception e)
        {
            Dispose();
            if (e is BenchException) throw new BenchException($"{name}: {e.Message}");
            throw;
        }
    }

    public string Name { get; }

    public int Port { get; }

    public ProxyProcess? Proxy { get; }

    public List<Measurement> Rounds { get; } = [];

    /// <summary>Lets all clients ask for so long.</summary>
    /// <exception cref="BenchException">A request failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Measurement Measure(TimeSpan time)
    {
        double cpu = Proxy?.CpuSeconds ?? double.NaN;
        long start = Stopwatch.GetTimestamp();
        long until = start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var results = new LatencyHistogram[_clients.Count];
        var problems = new List<BenchException>();
        Thread[] threads = _clients.Select((client, i) => new Thread(() =>
        {
            try
            {
                results[i] = client.Run(until, _stop);
            }
            catch (BenchException e)
            {
                lock (problems) problems.Add(e);
            }
        })).ToArray();
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        _stop.ThrowIfCancellationRequested();
        if (problems.Count > 0) throw new BenchException($"{Name}: {problems[0].Message}");
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var all = new LatencyHistogram();
        foreach (LatencyHistogram result in results) all.Add(result);
        return Measurement.Of(all, seconds, (Proxy?.CpuSeconds ?? double.NaN) - cpu);
    }

    public void Dispose()
    {
        foreach (BenchClient client in _clients) client.Dispose();
        Proxy?.Dispose();
    }

    private void Connect(ClientIdentity? identity, int clients)
    {
        for (int i = 0; i < clients; i++)
        {
            _stop.ThrowIfCancellationRequested();
            _clients.Add(new BenchClient(Port, identity));
        }
        foreach (BenchClient client in _clients) client.Ask();
    }
}
