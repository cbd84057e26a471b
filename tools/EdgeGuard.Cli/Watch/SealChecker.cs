using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>Verifies the seals of batches as they arrive, and that none is missing between. Not thread-safe.</summary>
public sealed class SealChecker(IHmac hmac, IReadOnlyList<SealKey> keys)
{
    private static readonly byte[] Nothing = new byte[EventBatchFormat.MacSize];

    private readonly SealKeys _keys = new(hmac, keys);
    private readonly HashSet<string> _streams = [];

    // By stream and boot: the MAC of the last batch, and its last event; of reports of traffic their number.
    private readonly Dictionary<(string Stream, int Boot), (byte[] Mac, long Number)> _last = [];

    /// <summary>Whether anything was broken or missing so far.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>What is known of a batch's seal. Batches in the order in which they arrived.</summary>
    public SealState Check(EventBatch batch, byte[] payload)
    {
        return Check(
            _keys.Prove(batch, payload),
            () => Follow(batch.Stream, batch.Boot, batch.Records[^1].Sequence, batch.CopyMac()!, batch.CopyMacBefore()!));
    }

    /// <summary>The same of a report of traffic, which have a chain of their own: not beside batches of events.</summary>
    public SealState Check(TrafficReport report, byte[] payload)
    {
        return Check(
            _keys.Prove(report, payload),
            () => Follow(report.Stream, report.Boot, report.Number, report.CopyMac()!, report.CopyMacBefore()!));
    }

    private SealState Check(SealProof proof, Func<SealState> follow)
    {
        SealState state = proof switch
        {
            SealProof.Right => follow(),
            SealProof.Wrong => SealState.Broken,
            _ => SealState.NotChecked,
        };
        HasFailed |= state is SealState.Broken or SealState.Gap;
        return state;
    }

    private SealState Follow(byte[] name, int boot, long number, byte[] mac, byte[] macBefore)
    {
        string stream = EventText.Hex(name);
        bool isFirst = !_last.TryGetValue((stream, boot), out (byte[] Mac, long Number) last);
        // Sent again, or late: the module's, and nothing new. Where it is late, the one before it was a gap.
        if (!isFirst && number <= last.Number) return SealState.Verified;
        _last[(stream, boot)] = (mac, number);
        bool isFirstOfStream = _streams.Add(stream);
        if (macBefore.AsSpan().SequenceEqual(isFirst ? Nothing : last.Mac)) return SealState.Verified;
        // What came before the first batch seen is not missing: nobody was looking.
        return isFirstOfStream ? SealState.Verified : SealState.Gap;
    }
}
