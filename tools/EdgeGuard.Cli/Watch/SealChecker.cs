using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>Verifies the seals of batches as they arrive, and that none is missing between. Not thread-safe.</summary>
public sealed class SealChecker(IHmac hmac, IReadOnlyList<SealKey> keys)
{
    private static readonly byte[] Nothing = new byte[EventBatchFormat.MacSize];

    private readonly SealKeys _keys = new(hmac, keys);
    private readonly HashSet<string> _streams = [];

    // By stream and boot: the MAC of the last batch, and its last event.
    private readonly Dictionary<(string Stream, int Boot), (byte[] Mac, long Sequence)> _last = [];

    /// <summary>Whether anything was broken or missing so far.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>What is known of a batch's seal. Batches in the order in which they arrived.</summary>
    public SealState Check(EventBatch batch, byte[] payload)
    {
        SealState state = _keys.Prove(batch, payload) switch
        {
            SealProof.Right => Follow(batch),
            SealProof.Wrong => SealState.Broken,
            _ => SealState.NotChecked,
        };
        HasFailed |= state is SealState.Broken or SealState.Gap;
        return state;
    }

    private SealState Follow(EventBatch batch)
    {
        string stream = EventText.Hex(batch.Stream);
        bool isFirst = !_last.TryGetValue((stream, batch.Boot), out (byte[] Mac, long Sequence) last);
        // Sent again, or late: the module's, and nothing new. Where it is late, the one before it was a gap.
        if (!isFirst && batch.Records[^1].Sequence <= last.Sequence) return SealState.Verified;
        _last[(stream, batch.Boot)] = (batch.CopyMac()!, batch.Records[^1].Sequence);
        bool isFirstOfStream = _streams.Add(stream);
        if (batch.CopyMacBefore().AsSpan().SequenceEqual(isFirst ? Nothing : last.Mac)) return SealState.Verified;
        // What came before the first batch seen is not missing: nobody was looking.
        return isFirstOfStream ? SealState.Verified : SealState.Gap;
    }
}
