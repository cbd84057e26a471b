using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using EdgeGuard.EndToEnd.Oracle;
using EdgeGuard.Testing.Programs;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.EndToEnd;

/// <summary>The promise of the product, for the real module and bytes that nobody thought of: what arrives at the PLC is exactly what
/// clients sent and the policy allows, as an oracle reads both that was written
/// from the specification and the page of the language alone.</summary>
[TestClass]
public class PutsNothingOnThePlcSideThatThePolicyRefuses
{
    private const string Lines = """
        edgeguard-policy 1
        policy oracle version 1
        limit client pending 100 sessions 20
        role Operator
          allow reads       unit 1,2   address 0-199
          allow 6,16        unit 1     address 40-41   value 0-1500
          allow 16          unit 1     address 60-65   value -40.0..90.0 as f32 high-first
          allow 6,16        unit 2     address 50-55   value -40..90 as s16
          allow 5           unit 1     address 7       when 3:12 < 90 within 5s
          allow 5           unit 1     address 8       when 3:12 > 90 within 5s
          allow 15          address 20-39   quantity 1-12
          allow 6           unit 0     address 20
        role Engineer includes Operator
          allow identification, 8/0, 17, 65
          allow 6,16        unit 1   address 100-119   step 50
          allow 22          address 4   mask 0x00F0
          allow 23          unit 1   read 0-49  write 40-41
          allow 23          unit 2   address 70-79   quantity 1-4   value 0-900
          allow 20,21       file 1-4   record 0-99
          allow 24
        role Plain
          allow 3           address 10-12,13,40
          allow 6           address 10-12,13,40   value 0-1499
          allow 90
        role none
          allow identification
        never 8/1, 43/13, 90
        never writes   address 41   unit 2
        never reads    address 150-151

        """;

    // For whoever looks for more: longer, and with EDGEGUARD_SEED the same streams again.
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(Setting("EDGEGUARD_SECONDS", 4));

    private readonly ConcurrentBag<(byte Unit, byte[] Pdu)> _expected = [];
    private readonly ConcurrentQueue<string> _problems = [];
    private int _refused;
    private int _broken;

    [TestMethod]
    public void Whatever_clients_send_the_PLC_sees_what_the_policy_allows_and_nothing_else()
    {
        int seed = Setting("EDGEGUARD_SEED", Environment.TickCount & 0xFFFFFF);
        Console.WriteLine("EDGEGUARD_SEED=" + seed);
        string lines = RandomPolicy.Make(new Random(seed));
        string policy = Lines + "role Random\n" + lines;
        Console.WriteLine(lines);
        var oracle = new OraclePolicy(policy);
        using var plc = new RecordingPlc();
        using var site = new Site();
        site.WritePolicy(policy);
        Executable module = site.StartModule("plc.address " + plc.Address, "plc.connections 2", "plc.unit-alias 255 1",
            "unsafe-plain.listen 127.0.0.1:0", "unsafe-plain.role 127.0.0.1 Plain");
        string plain = Site.EndpointIn(module.WaitForError("listening (plain)"));
        using X509Certificate2 ca = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(site.CaFolder, "ca.crt"));
        string?[] roles = ["Operator", "Engineer", "Random", null];
        List<Thread> threads = roles.Select((role, i) => Client(site, role, i, seed, policy, oracle, plc, ca)).ToList();
        threads.Add(
            new Thread(
                () => Run(
                    () => new OracleClient(plain, null, ca), "Plain", new StreamMaker(new Random(seed - 1), policy, "Plain"), oracle,
                    plc)));
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Compare(oracle, plc);
    }

    [TestMethod]
    public void The_oracle_shares_no_code_with_what_it_judges()
    {
        string[] files = Directory.GetFiles(Path.Combine(WireVectorFolder.Checkout, "tests", "EdgeGuard.EndToEnd", "Oracle"), "*.cs");
        Assert.IsNotEmpty(files);
        foreach (string file in files) Assert.DoesNotContain("using EdgeGuard", File.ReadAllText(file), file);
    }

    private Thread Client(
        Site site, string? role, int number, int seed, string policy, OraclePolicy oracle, RecordingPlc plc, X509Certificate2 ca)
    {
        string[] identity = site.Client("client" + number, role);
        X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(identity[1], identity[3]);
        var maker = new StreamMaker(new Random(seed + number), policy, role ?? "none");
        return new Thread(() => Run(() => new OracleClient(site.Module, certificate, ca), role, maker, oracle, plc));
    }

    // One client: stream after stream, in the same session until one ends it.
    private void Run(Func<OracleClient> connect, string? role, StreamMaker maker, OraclePolicy oracle, RecordingPlc plc)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            OracleClient client = connect();
            while (watch.Elapsed < Time && _problems.IsEmpty)
            {
                if (Exchange(client, role, maker, oracle, plc)) continue;
                client.Dispose();
                client = connect();
            }
            client.Dispose();
        }
        catch (Exception e)
        {
            _problems.Enqueue($"{role}: {e}");
        }
    }

    // True while the session can go on.
    private bool Exchange(OracleClient client, string? role, StreamMaker maker, OraclePolicy oracle, RecordingPlc plc)
    {
        byte[] stream = maker.Make();
        var cut = OracleFrames.Cut(stream);
        int sent = 0;
        foreach (int piece in maker.Pieces(stream.Length))
        {
            if (!client.Send(stream.AsSpan(sent, piece)) && !cut.IsBroken) Fail(role, stream, "the module took no more");
            sent += piece;
        }
        foreach (OracleFrame frame in cut.Frames)
        {
            byte unit = frame.Unit == 255 ? (byte)1 : frame.Unit;
            bool isAllowed = oracle.Allows(role, unit, frame.Pdu, plc);
            if (isAllowed) _expected.Add((unit, frame.Pdu));
            else Interlocked.Increment(ref _refused);
        }
        foreach (OracleFrame frame in cut.Frames)
        {
            OracleFrame? answer = client.Receive();
            // A session that ends may take answers with it.
            if (answer == null && cut.IsBroken) break;
            string? problem = Problem(frame, answer, role, oracle, plc);
            if (problem == null) continue;
            Fail(role, stream, problem);
            return false;
        }
        if (cut.IsBroken)
        {
            Interlocked.Increment(ref _broken);
            if (client.Receive() != null) Fail(role, stream, "an answer to what is no Modbus");
        }
        return !cut.IsBroken && cut.Frames.Sum(frame => frame.Pdu.Length + 7) == stream.Length;
    }

    private static string? Problem(OracleFrame frame, OracleFrame? answer, string? role, OraclePolicy oracle, RecordingPlc plc)
    {
        string asked = $"unit {frame.Unit} {Convert.ToHexString(frame.Pdu)}";
        if (answer == null) return asked + " was not answered";
        if (answer.Transaction != frame.Transaction || answer.Unit != frame.Unit) return asked + " got the answer to another request";
        byte unit = frame.Unit == 255 ? (byte)1 : frame.Unit;
        bool isAllowed = oracle.Allows(role, unit, frame.Pdu, plc);
        bool isRight = isAllowed
            ? answer.Pdu.SequenceEqual(plc.Answer(unit, frame.Pdu))
            : answer.Pdu.Length == 2 && answer.Pdu[0] == (frame.Pdu[0] | 0x80) && IsRefusal(frame, answer.Pdu[1]);
        return isRight ? null : $"{asked}, which is {(isAllowed ? "allowed" : "refused")}, was answered {Convert.ToHexString(answer.Pdu)}";
    }

    // 01, and of what is no request of the specification what that has for it.
    private static bool IsRefusal(OracleFrame frame, byte exception) =>
        exception == 1 || (OracleRequest.Read(frame.Pdu) == null && exception is 2 or 3);

    private void Fail(string? role, byte[] stream, string problem) =>
        _problems.Enqueue($"{role ?? "no role"}: {problem}\n  in {Convert.ToHexString(stream)}");

    private void Compare(OraclePolicy oracle, RecordingPlc plc)
    {
        var left = _expected.Select(Text).GroupBy(text => text).ToDictionary(group => group.Key, group => group.Count());
        foreach ((byte unit, byte[] pdu) in plc.Requests)
        {
            string text = Text((unit, pdu));
            if (left.GetValueOrDefault(text) > 0) left[text]--;
            else if (!oracle.IsOwnRead(unit, pdu)) _problems.Enqueue("the PLC got what nobody may send: " + text);
        }
        foreach ((string text, int count) in left.Where(item => item.Value > 0))
        {
            _problems.Enqueue($"allowed and not forwarded: {text} ({count} times)");
        }
        foreach (string fault in plc.Faults) _problems.Enqueue("the PLC got what is no Modbus: " + fault);
        Assert.IsEmpty(_problems, string.Join('\n', _problems.Take(20)));
        Console.WriteLine(
            $"{_expected.Count} requests allowed, {_refused} refused, {_broken} sessions broken, {plc.Requests.Length - _expected.Count} "
                + $"own reads");
        // It would hold of a module that forwards nothing, and of streams that hold nothing worth refusing.
        Assert.IsGreaterThan(100, _expected.Count);
        Assert.IsGreaterThan(100, _refused);
        Assert.IsGreaterThan(2, _broken);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out int value) ? value : otherwise;

    private static string Text((byte Unit, byte[] Pdu) request) => $"unit {request.Unit} {Convert.ToHexString(request.Pdu)}";
}
