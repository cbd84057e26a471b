using System;
using BenchmarkDotNet.Attributes;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Benchmarks;

/// <summary>What it costs to note a request beside judging it, in a table of 1,024 rows of which 1,000 are in use.</summary>
/// <remarks>1,000 different polls of four clients, asked in no order, so that neither branches nor rows are known before.</remarks>
[MemoryDiagnoser]
public class TrafficBenchmark
{
    private const int Polls = 1_000;
    private const int Clients = 4;
    private const int Requests = 4096;

    private readonly Request[] _requests = new Request[Requests];
    private readonly TrafficSource[] _clients = new TrafficSource[Requests];
    private readonly JudgeInput _input = new() { Now = 1_000, WeekMinute = 600 };
    private readonly Decision _decision = new();
    private readonly TrafficTable _table = new(TrafficTable.HostRows, 0);
    private CompiledPolicy _policy = CompiledPolicy.Empty;
    private int _role;
    private long _now;

    [GlobalSetup]
    public void Setup()
    {
        PolicyReading reading = PolicyReader.Read(JudgeBenchmark.PolicyText(1_000));
        _policy = reading.Policy ?? throw new InvalidOperationException(reading.Problems[0].ToString());
        _role = _policy.RoleIndex("Operator");
        var random = new Random(7);
        var polls = new Request[Polls];
        for (int i = 0; i < Polls; i++) polls[i] = JudgeBenchmark.RandomRequest(random);
        var clients = new TrafficSource[Clients];
        for (int i = 0; i < Clients; i++) clients[i] = Client("10.0.0." + i);
        for (int i = 0; i < Requests; i++)
        {
            int poll = i < Polls ? i : random.Next(Polls);
            _requests[i] = polls[poll];
            _clients[i] = clients[poll % Clients];
        }
        DecideAndNote();
        var status = new TrafficStatus();
        _table.Read(status, 0);
        Console.WriteLine($"// {status.Rows} rows, {status.Merges} merges");
    }

    [Benchmark(OperationsPerInvoke = Requests, Baseline = true)]
    public int Decide()
    {
        int allowed = 0;
        for (int i = 0; i < Requests; i++)
        {
            Judge.Run(_policy, _role, _requests[i], _input, _decision);
            if (_decision.Verdict == Verdict.Allow) allowed++;
        }
        return allowed;
    }

    [Benchmark(OperationsPerInvoke = Requests)]
    public int DecideAndNote()
    {
        int allowed = 0;
        _now++;
        for (int i = 0; i < Requests; i++)
        {
            Judge.Run(_policy, _role, _requests[i], _input, _decision);
            bool isAllowed = _decision.Verdict == Verdict.Allow;
            if (isAllowed) allowed++;
            _clients[i].Note(_requests[i], isAllowed ? RequestFate.Answered : RequestFate.Refused, false, 0, _now, _now);
        }
        return allowed;
    }

    // A session is one source: each request with a source of its own would measure the memory of 4,096 sessions.
    private TrafficSource Client(string address)
    {
        return new TrafficSource(_table, new Peer(PeerTransport.Plain, address, "", "Operator", "", long.MaxValue));
    }
}
