using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

/// <summary>A module that makes batches as the product does: one boot, one behind the other.</summary>
internal sealed class TestModule
{
    private static readonly SystemHmac Hmac = new();
    private readonly EventBatchWriter _writer;

    internal TestModule(string name = "pump-3", int boot = 1, bool isSealed = true, string site = "plant-7")
    {
        Site = site;
        Name = name;
        Boot = boot;
        Key = KeyOf(name);
        _writer = new EventBatchWriter(65_000, Key.Stream, boot, isSealed ? new BatchSeal(Hmac, Key.Key) : null);
    }

    internal string Site { get; }

    internal string Name { get; }

    internal int Boot { get; }

    internal SealKey Key { get; }

    internal string EventsTopic => $"edgeguard/v1/{Site}/{Name}/events";

    internal static SealKeys Keys(params SealKey[] keys) => new(Hmac, keys);

    internal static SealKey KeyOf(string name)
    {
        byte[] seed = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return new SealKey(seed[..16], SHA256.HashData(seed));
    }

    /// <summary>A batch of refusals with these numbers.</summary>
    internal byte[] Next(params long[] sequences) => Next(sequences.Select(sequence => Refused(sequence)));

    internal byte[] Next(IEnumerable<EventRecord> records, Peer? peer = null)
    {
        var bytes = new byte[EventRecord.Size];
        foreach (EventRecord record in records)
        {
            record.Encode(bytes, 0);
            Assert.IsTrue(_writer.TryAdd(bytes, 0, peer));
        }
        byte[] batch = _writer.Buffer[.._writer.Finish()];
        _writer.Clear();
        return batch;
    }

    internal static EventRecord Refused(long sequence, int address = 40, int value = 2000) => new()
    {
        Sequence = sequence,
        Utc = 1_790_000_000_000 + sequence,
        Trust = ClockTrust.Trusted,
        Code = EventCode.RequestRefused,
        Reason = Refusal.Value,
        Unit = 1,
        Function = 6,
        Address = address,
        OffendingAddress = address,
        OffendingValue = value,
        Rule = 7,
    };

    /// <summary>What arrives with a batch.</summary>
    internal Arrival Arrival(byte[] batch, SealKeys keys, long at = 1_800_000_000_000)
    {
        Arrival? arrival = ArrivalReader.Read(ModuleTopic.Parse(EventsTopic)!, batch, keys, at, out string problem);
        return arrival ?? throw new AssertFailedException(problem);
    }
}
