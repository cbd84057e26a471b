using System;
using System.Text;
using BenchmarkDotNet.Attributes;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Benchmarks;

/// <summary>What one decision costs, with few rules and with many.</summary>
/// <remarks>Rules and requests are spread over all tables and addresses, a third of the lines has a condition, a quarter of the
/// requests is refused. Thousands of different requests, so that the branch predictor cannot learn them by heart.</remarks>
[MemoryDiagnoser]
public class JudgeBenchmark
{
    private const int Requests = 4096;

    private readonly Request[] _requests = new Request[Requests];
    private readonly JudgeInput _input = new() { Now = 1_000, WeekMinute = 600 };
    private readonly Decision _decision = new();
    private CompiledPolicy _policy = CompiledPolicy.Empty;
    private int _role;

    [Params(10, 1_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        PolicyReading reading = PolicyReader.Read(PolicyText(Rules));
        _policy = reading.Policy ?? throw new InvalidOperationException(reading.Problems[0].ToString());
        _role = _policy.RoleIndex("Operator");
        var random = new Random(7);
        int allowed = 0;
        for (int i = 0; i < Requests; i++)
        {
            _requests[i] = RandomRequest(random);
            Judge.Run(_policy, _role, _requests[i], _input, _decision);
            if (_decision.Verdict == Verdict.Allow) allowed++;
        }
        Console.WriteLine($"// {Rules} rules: {allowed} of {Requests} requests are allowed");
    }

    [Benchmark(OperationsPerInvoke = Requests)]
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

    // Five kinds of lines in turn; those of one kind share out the address space, with a gap behind each.
    internal static string PolicyText(int rules)
    {
        string[] kinds =
        {
            "allow 3,4 unit 1-8 address {0}",
            "allow 1,2 unit 1-8 address {0}",
            "allow 6,16 unit 1-8 address {0} value 0-50000",
            "allow 5,15 unit 1-8 address {0}",
            "allow 22 unit 1-8 address {0} mask 0x00FF during mon-fri 06:00-18:00",
        };
        var text = new StringBuilder("edgeguard-policy 1\npolicy bench version 1\nnever 8/1, 8/4, 90\nrole Operator\n");
        int width = 65536 / (rules / kinds.Length);
        for (int i = 0; i < rules; i++)
        {
            int lo = i / kinds.Length * width;
            text.AppendLine(string.Format(null, kinds[i % kinds.Length], $"{lo}-{lo + width * 9 / 10}"));
        }
        return text.ToString();
    }

    internal static Request RandomRequest(Random random)
    {
        byte[] functions = { 1, 2, 3, 4, 5, 6, 15, 16, 22 };
        byte function = functions[random.Next(functions.Length)];
        int address = random.Next(65000);
        byte[] pdu = function switch
        {
            5 => Pdu(function, address, 0xFF00),
            6 => Pdu(function, address, random.Next(55000)),
            15 => [.. Pdu(function, address, 8), 1, 0xA5],
            16 => [.. Pdu(function, address, 2), 4, (byte)random.Next(220), 1, 0, 2],
            22 => [.. Pdu(function, address, 0xFF0F), 0, 0],
            _ => Pdu(function, address, 1 + random.Next(16)),
        };
        var request = new Request();
        if (!request.Decode((byte)(1 + random.Next(9)), pdu, 0, pdu.Length)) throw new InvalidOperationException(request.Fault.ToString());
        return request;
    }

    private static byte[] Pdu(byte function, int a, int b)
    {
        return [function, (byte)(a >> 8), (byte)a, (byte)(b >> 8), (byte)b];
    }
}
