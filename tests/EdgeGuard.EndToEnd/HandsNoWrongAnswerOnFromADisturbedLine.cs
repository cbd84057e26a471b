using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>One frame in a hundred on the serial line, in each direction, arrives with wrong bits, cut or twice.</summary>
/// <remarks>The long form: <c>EDGEGUARD_EXCHANGES=100000 dotnet test
/// tests/EdgeGuard.EndToEnd --filter FullyQualifiedName~DisturbedLine</c>.</remarks>
[TestClass]
public class HandsNoWrongAnswerOnFromADisturbedLine
{
    private const int OneIn = 100;
    private const int Clients = 4;
    private const int AfterSilenceMs = 5;

    // RTU cannot tell a late answer from the next one: nothing that this machine does meanwhile may hold the PLC up for twice as long.
    private const int TimeoutMs = 300;

    // Behind what the simulated process writes. Each client has one more register of its own to write.
    private const int First = 120;
    private const int Registers = 60;

    private static readonly SerialFormat Format = new(115_200, SerialParity.Even, 1);

    private readonly SystemClock _clock = new();
    private int _answered;
    private int _unanswered;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Every_answer_is_right_or_0B_and_nobody_hangs()
    {
        int exchanges = int.Parse(Environment.GetEnvironmentVariable("EDGEGUARD_EXCHANGES") ?? "500");
        int seed = Environment.TickCount;
        using var site = new Site();
        site.WritePolicy(
            "edgeguard-policy 1\npolicy noise version 1\nlimit client 100000/s burst 100000\nrole Operator\n  allow 3,6 unit 1\n");
        using var terminal = new PseudoTerminal(_clock);
        var line = new DisturbedLink(terminal.Other, OneIn, seed);
        using var plc = new PlcServer(
            new PlcOptions { Serial = new PlcSerialOptions(new OpenPort(terminal.Path, line), Format, IsPaced: false) });
        plc.Look(1, memory =>
        {
            for (int i = First; i < First + Registers; i++) memory.HoldingRegisters[i] = Expected(i);
            return memory;
        });
        Assert.AreEqual(SerialFault.None, plc.Start());
        site.StartModule([.. SerialSettings.Bus(terminal.Path, Format), $"plc.timeout {TimeoutMs}ms"]);

        string[] identity = site.Client("op1", "Operator");
        var faults = new string[Clients];
        Thread[] threads = [
            .. Enumerable.Range(0, Clients).Select(
                i => new Thread(() => faults[i] = Run(site, identity, i, exchanges, new Random(seed + i))))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        string told = $"seed {seed}: {_answered} answered, {_unanswered} answered 0B, {line.Disturbed} frames disturbed";
        TestContext.WriteLine(told);
        foreach (string fault in faults) Assert.AreEqual("", fault, told);
        Assert.IsGreaterThan(0, line.Disturbed, told);
    }

    // Asks until so many requests of all clients were answered. What was wrong; empty for nothing. RawClient fails where no answer comes.
    private string Run(Site site, string[] identity, int number, int exchanges, Random random)
    {
        using var client = new RawClient(site, identity);
        int own = First + Registers + number;
        byte[] first = Adu.WriteRegister(0, 1, own, 0);
        while (IsSilence(client.Ask(first))) { }
        // Nobody knows whether a write that was answered 0B was carried out: until one is answered, all of them are right.
        var possible = new HashSet<int> { 0 };
        for (int i = 1; Volatile.Read(ref _answered) < exchanges; i++)
        {
            int transaction = i & 0xFFFF;
            if (i % 10 == 0)
            {
                // No two clients ever write the same.
                int value = random.Next(0x10000 / Clients) * Clients + number;
                byte[] write = Adu.WriteRegister(transaction, 1, own, value);
                byte[] answer = client.Ask(write);
                if (!IsSilence(answer) && !answer.AsSpan().SequenceEqual(write)) return Wrong(write, answer);
                if (Count(answer)) possible.Clear();
                possible.Add(value);
                continue;
            }
            bool isOwn = i % 10 == 5;
            int address = isOwn ? own : First + random.Next(Registers - 20);
            int quantity = isOwn ? 1 : 1 + random.Next(20);
            byte[] read = Adu.Read(transaction, 1, 3, address, quantity);
            byte[] answered = client.Ask(read);
            if (!Count(answered)) continue;
            bool isRight = isOwn
                ? possible.Any(value => IsValue(answered, transaction, value))
                : answered.AsSpan().SequenceEqual(Answer(transaction, address, quantity));
            if (!isRight) return Wrong(read, answered);
        }
        return "";
    }

    private bool Count(byte[] answer)
    {
        bool isResponse = !IsSilence(answer);
        if (isResponse)
        {
            Interlocked.Increment(ref _answered);
            return true;
        }
        // While the module leaves the unit alone, 0B comes at once.
        Interlocked.Increment(ref _unanswered);
        Thread.Sleep(AfterSilenceMs);
        return false;
    }

    private static ushort Expected(int address) => (ushort)(address * 1031 & 0xFFFF);

    private static byte[] Answer(int transaction, int address, int quantity) => Adu.Frame(
        transaction, 1, [
            3, (byte)(2 * quantity),
            .. Enumerable.Range(address, quantity).SelectMany(i => new[] { (byte)(Expected(i) >> 8), (byte)(Expected(i) & 0xFF) })]);

    private static bool IsValue(byte[] answer, int transaction, int value) =>
        answer.AsSpan().SequenceEqual(Adu.Frame(transaction, 1, 3, 2, (byte)(value >> 8), (byte)(value & 0xFF)));

    // 0B for a request of ours: no answer came, or none that was right.
    private static bool IsSilence(byte[] answer) => answer is [_, _, 0, 0, 0, 3, 1, 0x83 or 0x86, 0x0B];

    private static string Wrong(byte[] request, byte[] answer) =>
        $"{Convert.ToHexString(request)} was answered {Convert.ToHexString(answer)}";
}
