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
    public const string Direct = "direct";
    public const string ModulePlain = "module_plain";
    public const string ModuleTls = "module_tls";
    public const string Stunnel = "stunnel";
    public const string Haproxy = "haproxy";

    // Often enough to lose little of a thread that ends, and seldom enough to take nothing from those who ask.
    private const int LookMs = 250;
    private const int MostAsked = 20;

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

    /// <summary>System calls of the proxy for a request; NaN where they were not counted.</summary>
    public double SystemCalls { get; private set; } = double.NaN;

    /// <summary>The medians of the rounds, and the system calls.</summary>
    public Measurement Median => Measurement.Median(Rounds).With(Figure.SystemCalls, SystemCalls);

    /// <summary>Lets all clients ask for so long.</summary>
    /// <exception cref="BenchException">A request failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Measurement Measure(TimeSpan time)
    {
        ThreadUse before = Use();
        long start = Stopwatch.GetTimestamp();
        LatencyHistogram latencies = Ask(time);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return Measurement.Of(latencies, seconds, Use() - before);
    }

    /// <summary>Counts the proxy's system calls while all clients ask for so long: not a round, since counting takes time.</summary>
    /// <exception cref="BenchException">A request failed, or counting.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void CountSystemCalls(BenchSite site, TimeSpan time)
    {
        if (Proxy == null) return;
        long requests = 0;
        double calls = site.CountSystemCalls(Proxy, () => requests = AskUntilAnswered(time));
        SystemCalls = calls / requests;
    }

    /// <summary>The medians of the ratios that there were within each round.</summary>
    public Measurement Over(BenchPath other) =>
        Measurement.Median(Rounds.Zip(other.Rounds, (a, b) => a.Over(b))).With(Figure.SystemCalls, SystemCalls / other.SystemCalls);

    // A busy machine may answer nobody in a short time, and then there is no request to share the calls.
    private long AskUntilAnswered(TimeSpan time)
    {
        long requests = 0;
        for (int i = 0; i < MostAsked && requests == 0; i++) requests = Ask(time).Count;
        return requests;
    }

    public void Dispose()
    {
        foreach (BenchClient client in _clients) client.Dispose();
        Proxy?.Dispose();
    }

    private ThreadUse Use() => Proxy?.Use() ?? ThreadUse.Unknown;

    private LatencyHistogram Ask(TimeSpan time)
    {
        long until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
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
        foreach (Thread thread in threads) AwaitEnd(thread);
        _stop.ThrowIfCancellationRequested();
        if (problems.Count > 0) throw new BenchException($"{Name}: {problems[0].Message}");
        var all = new LatencyHistogram();
        foreach (LatencyHistogram result in results) all.Add(result);
        return all;
    }

    private void AwaitEnd(Thread thread)
    {
        while (!thread.Join(LookMs)) Proxy?.Use();
    }

    private void Connect(ClientIdentity? identity, int clients)
    {
        for (int i = 0; i < clients; i++)
        {
            _stop.ThrowIfCancellationRequested();
            _clients.Add(Connected(identity, i + 1, clients));
        }
        foreach (BenchClient client in _clients) client.Ask();
    }

    private BenchClient Connected(ClientIdentity? identity, int number, int of)
    {
        try
        {
            return new BenchClient(Port, identity);
        }
        catch (BenchException e)
        {
            throw new BenchException($"client {number} of {of}: {e.Message}");
        }
    }
}
