using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using EdgeGuard.Core;

namespace EdgeGuard.Telemetry;

/// <summary>Verifies batches in whatever order they come: each by its own seal, and that each follows the one before it, as its seal
/// covers. Not thread-safe.</summary>
public sealed class ProofChain(SealKeys keys)
{
    private static readonly byte[] Nothing = new byte[EventBatchFormat.MacSize];

    private readonly Dictionary<(string Site, string Module, string Stream, int Boot), List<Link>> _links = [];

    /// <summary>How many were no batches at all.</summary>
    public int Unreadable { get; private set; }

    /// <summary>How many batches stood there more than once.</summary>
    public int Repeated { get; private set; }

    /// <summary>Takes one in. The batch, and what its seal proves; null for bytes that are none.</summary>
    public (EventBatch Batch, SealProof Proof)? Add(ProofBatch one)
    {
        EventBatch? batch = EventBatch.Decode(one.Batch, 0, one.Batch.Length, out _);
        if (batch == null)
        {
            Unreadable++;
            return null;
        }
        SealProof proof = keys.Prove(batch, one.Batch);
        List<Link> links = Links((one.Site, one.Module, EventText.Hex(batch.Stream), batch.Boot));
        var link = new Link(one.Batch, batch, proof);
        if (links.Exists(other => other.IsSame(link))) Repeated++;
        else links.Add(link);
        return (batch, proof);
    }

    /// <summary>What was found, by module, start and number.</summary>
    public IReadOnlyList<ProofRun> Runs() =>
    [
        .. _links.OrderBy(entry => entry.Key.Site, StringComparer.Ordinal).ThenBy(entry => entry.Key.Module, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Stream, StringComparer.Ordinal).ThenBy(entry => entry.Key.Boot)
            .SelectMany(entry => Runs(entry.Key, entry.Value)),
    ];

    private List<Link> Links((string, string, string, int) key)
    {
        if (_links.TryGetValue(key, out List<Link>? links)) return links;
        return _links[key] = [];
    }

    private static IEnumerable<ProofRun> Runs((string Site, string Module, string Stream, int Boot) key, List<Link> links)
    {
        Link? before = null;
        ProofRun? run = null;
        foreach (Link link in links.OrderBy(link => link.First).ThenBy(link => link.Last))
        {
            bool follows = before != null && link.Proof == before.Proof && link.Follows(before);
            if (run != null && follows && run.Problem.Length == 0)
            {
                run = run with { Last = link.Last, Batches = run.Batches + 1, Events = run.Events + link.Events };
            }
            else
            {
                if (run != null) yield return run;
                run = new ProofRun(
                    key.Site, key.Module, key.Stream, key.Boot, link.First, link.Last, 1, link.Events, link.Proof, link.IsFromStart,
                    Problem(before, link));
            }
            before = link;
        }
        if (run != null) yield return run;
    }

    private static string Problem(Link? before, Link link) => before != null && link.First <= before.Last
        ? $"events {link.First} to {Math.Min(before.Last, link.Last)} stand in another batch too, which is not this one"
        : "";

    private sealed class Link(byte[] bytes, EventBatch batch, SealProof proof)
    {
        private readonly byte[]? _mac = batch.CopyMac();
        private readonly byte[]? _macBefore = batch.CopyMacBefore();

        // Not the bytes: a file may hold more of them than there is memory.
        private readonly byte[] _hash = SHA256.HashData(bytes);

        internal long First { get; } = batch.Records[0].Sequence;

        internal long Last { get; } = batch.Records[^1].Sequence;

        internal int Events { get; } = batch.Records.Length;

        internal SealProof Proof => proof;

        internal bool IsSame(Link other) => _hash.AsSpan().SequenceEqual(other._hash);

        internal bool IsFromStart => _macBefore != null && _macBefore.AsSpan().SequenceEqual(Nothing);

        // Without seals, numbers are all that there is.
        internal bool Follows(Link before)
        {
            if (First <= before.Last) return false;
            if (_macBefore == null || before._mac == null) return _macBefore == null && before._mac == null && First == before.Last + 1;
            return _macBefore.AsSpan().SequenceEqual(before._mac);
        }
    }
}
