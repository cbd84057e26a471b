using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using EdgeGuard.Host.Tls;

namespace EdgeGuard.Cli.Bench;

/// <summary>One way from the clients to the PLC, with its clients connected. Measured once a round.</summary>
internal sealed class BenchPath : IDisposable
{
    private readonly BenchClient[] _clients;

    /// <param name="name">As in the JSON.</param>
    /// <param name="port">Where its clients connect.</param>
    /// <param name="identity">Their certificate; null for no TLS.</param>
    /// <param name="clients">How many.</param>
    /// <param name="proxy">What stands between; null for nothing. Owned by this.</param>
    /// <exception cref="BenchException">A client cannot connect, or is not answered.</exception>
    public BenchPath(string name, int port, ClientIdentity? identity, int clients, ProxyProcess? proxy)
    {
        Name = name;
        Port = port;
        Proxy = proxy;
        try
        {
            _clients = Enumerable.Range(0, clients).Select(_ => new BenchClient(port, identity)).ToArray();
            foreach (BenchClient client in _clients) client.Ask();
        }
        catch (BenchException e)
        {
            proxy?.Dispose();
            throw new BenchException($"{name}: {e.Message}");
        }
    }

    public string Name { get; }

    public int Port { get; }

    public ProxyProcess? Proxy { get; }

    public List<Measurement> Rounds { get; } = [];

    /// <summary>Lets all clients ask for so long.</summary>
    /// <exception cref="BenchException">A request failed.</exception>
    public Measurement Measure(TimeSpan time)
    {
        double cpu = Proxy?.CpuSeconds ?? double.NaN;
        long start = Stopwatch.GetTimestamp();
        long until = start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var results = new LatencyHistogram[_clients.Length];
        var problems = new List<BenchException>();
        Thread[] threads = _clients.Select((client, i) => new Thread(() =>
        {
            try
            {
                results[i] = client.Run(until);
            }
            catch (BenchException e)
            {
                lock (problems) problems.Add(e);
            }
        })).ToArray();
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
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
}
