using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Host.Tests.Cli;

/// <summary><c>edgeguard verify</c>, on files as the central console writes them.</summary>
[TestClass]
public sealed class VerifyCommandTests
{
    private const string Stream = "00112233445566778899aabbccddeeff";

    private static readonly SystemHmac Hmac = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-verify").FullName;
    private readonly SealKey _key = new(Convert.FromHexString(Stream), new byte[EventBatchFormat.MacSize]);

    [TestInitialize]
    public void WriteKey() => _key.Write(In("pump-3.sealkey"));

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Batches_that_their_module_sealed_are_verified()
    {
        byte[][] batches = Batches();
        await Write(batches);
        var run = Verify("--seal-key", In("pump-3.sealkey"));
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual(
            "plant-7/pump-3  start 4  stream " + Stream + "\n  verified    events 1 to 6, 3 batches, from the start on\n\n"
            + "verified: 3 batches with 6 events\n",
            run.Output);
        var told = Verify("--seal-key", In("pump-3.sealkey"), "--events");
        StringAssert.Contains(told.Output, "plant-7/pump-3  refused  06 write single register");
        StringAssert.Contains(told.Output, "[verified]\n");
    }

    [TestMethod]
    public async Task What_was_left_out_stands_at_its_place_and_is_no_fault()
    {
        byte[][] batches = Batches();
        await Write([batches[0], batches[2]]);
        var run = Verify("--seal-key", In("pump-3.sealkey"));
        Assert.AreEqual(0, run.ExitCode, run.Error);
        StringAssert.Contains(run.Output, "1 batch, from the start on\n    2 numbers between are not in this file\n  verified ");
    }

    [TestMethod]
    public async Task One_byte_that_was_changed_is_a_broken_seal()
    {
        byte[][] batches = Batches();
        // The value that was to be written, of the first event.
        batches[1][EventBatchFormat.HeaderSize + 51] ^= 1;
        await Write(batches);
        var run = Verify("--seal-key", In("pump-3.sealkey"), "--events");
        Assert.AreEqual(3, run.ExitCode, run.Output);
        StringAssert.Contains(run.Output, "  BROKEN      events 3 to 4, 1 batch\n");
        Assert.AreEqual(4, run.Output.Split("  refused  ").Length - 1, "what is broken is not told as an event");
        JsonElement json = JsonDocument.Parse(Verify("--seal-key", In("pump-3.sealkey"), "--json").Output).RootElement;
        Assert.AreEqual("BROKEN", json.GetProperty("runs")[1].GetProperty("seal").GetString());
    }

    [TestMethod]
    public async Task Without_the_key_nothing_is_proved_and_it_says_what_to_do()
    {
        await Write(Batches());
        var run = Verify();
        Assert.AreEqual(4, run.ExitCode, run.Error);
        StringAssert.Contains(run.Output, "not checked: 3 batches with 6 events");
        StringAssert.Contains(run.Output, "name the key of that stream with --seal-key");
    }

    [TestMethod]
    public async Task Files_that_are_none_were_cut_off_or_are_not_there_are_named()
    {
        Assert.AreEqual($"edgeguard: error: '{In("events.proof")}': there is no such file\n", Verify().Error);
        await Write(Batches());
        string file = In("events.proof");
        string whole = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, whole[..(whole.Length / 2)]);
        var cut = Verify();
        Assert.AreEqual(1, cut.ExitCode);
        StringAssert.Contains(cut.Error, "line ");
        await File.WriteAllBytesAsync(file, [0xFF, 0xFE, 0x80, 0x0A]);
        Assert.AreEqual(1, Verify().ExitCode);
        await File.WriteAllTextAsync(file, "time,clockTrust\r\n");
        StringAssert.Contains(Verify().Error, "it is no file with proofs, as the central console's 'Events' page makes them");
        var wrongKey = Verify("--seal-key", file, "--seal-key", In("none"));
        Assert.AreEqual(1, wrongKey.ExitCode);
        Assert.AreEqual(2, wrongKey.Error.TrimEnd().Split('\n').Length, wrongKey.Error);
        Assert.AreEqual(2, Verify("--events", "--json").ExitCode);
    }

    private (int ExitCode, string Output, string Error) Verify(params string[] arguments) =>
        CliRun.Run(VerifyCommand.Create(), [In("events.proof"), .. arguments]);

    private async Task Write(byte[][] batches)
    {
        await using var file = new StreamWriter(In("events.proof"));
        var writer = new ProofWriter(file);
        await writer.Begin(DateTimeOffset.UnixEpoch, "");
        foreach (byte[] batch in batches) await writer.Add(new ProofBatch("plant-7", "pump-3", DateTimeOffset.UnixEpoch, batch));
        await writer.End(true);
    }

    // Three batches of two events each.
    private byte[][] Batches()
    {
        var seal = new BatchSeal(Hmac, _key.Key);
        var writer = new EventBatchWriter(2 * EventBatchFormat.MinCapacity, _key.Stream, 4, seal);
        var batches = new byte[3][];
        for (int i = 0; i < batches.Length; i++)
        {
            Add(writer, (2 * i) + 1);
            Add(writer, (2 * i) + 2);
            batches[i] = writer.Buffer[..writer.Finish()];
            writer.Clear();
        }
        return batches;
    }

    private static void Add(EventBatchWriter writer, long sequence)
    {
        var record = new EventRecord
        {
            Sequence = sequence,
            Code = EventCode.RequestRefused,
            Reason = Refusal.Value,
            Unit = 1,
            Function = 6,
            Address = 40,
            OffendingAddress = 40,
            OffendingValue = 2000,
        };
        var bytes = new byte[EventRecord.Size];
        record.Encode(bytes, 0);
        Assert.IsTrue(writer.TryAdd(bytes, 0, null));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
