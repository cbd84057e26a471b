using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Telemetry;

/// <summary>The keys by which the batches of several modules are verified. Immutable.</summary>
public sealed class SealKeys(IHmac hmac, IEnumerable<SealKey> keys)
{
    private readonly Dictionary<string, byte[]> _keys =
        keys.GroupBy(key => EventText.Hex(key.Stream)).ToDictionary(group => group.Key, group => group.First().Key);

    /// <summary>How many streams can be verified.</summary>
    public int Count => _keys.Count;

    /// <summary>Whether there is a key for a stream.</summary>
    public bool Knows(byte[] stream) => _keys.ContainsKey(EventText.Hex(stream));

    /// <summary>What the seal of a batch that was decoded of these bytes proves.</summary>
    public SealProof Prove(EventBatch batch, byte[] payload) => Prove(batch.Stream, batch.HasMac, payload);

    /// <summary>What the seal of a report of traffic that was decoded of these bytes proves.</summary>
    public SealProof Prove(TrafficReport report, byte[] payload) => Prove(report.Stream, report.HasMac, payload);

    /// <summary>What the seal of a part of a policy's text that was decoded of these bytes proves.</summary>
    public SealProof Prove(PolicyPart part, byte[] payload) => Prove(part.Stream, part.HasMac, payload);

    private SealProof Prove(byte[] stream, bool hasMac, byte[] payload)
    {
        bool isKnown = _keys.TryGetValue(EventText.Hex(stream), out byte[]? key);
        if (!isKnown) return hasMac ? SealProof.Unverified : SealProof.Unsealed;
        return hasMac && BatchSeal.IsRight(payload, 0, payload.Length, hmac, key!) ? SealProof.Right : SealProof.Wrong;
    }
}
