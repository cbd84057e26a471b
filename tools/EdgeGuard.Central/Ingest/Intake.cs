using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>Takes what modules publish: reads it strictly, and gives it to the archive. Any thread.</summary>
/// <remarks>What cannot be read is counted and told, and must be acknowledged: else it would be sent again for ever, and stand in the way
/// of all that follows.</remarks>
public sealed class Intake(
    IArchive archive, Func<SealKeys> keys, TimeProvider time, CentralFigures? figures = null, PolicyIntake? policies = null,
    TrafficFile? traffic = null)
{
    private readonly Lock _lock = new();
    private readonly PartedBatches _parts = new();

    /// <summary>Takes one message.</summary>
    /// <returns>What became of it; <see cref="Receipt.Failed"/>: it must not be acknowledged.</returns>
    public async Task<Receipt> Take(string topic, byte[] payload)
    {
        long began = time.GetTimestamp();
        using Activity? trace = OtlpExport.Message(topic);
        Receipt receipt = await TakeOne(topic, payload).ConfigureAwait(false);
        trace?.SetTag("receipt", receipt.ToString().ToLowerInvariant());
        figures?.Count(receipt, time.GetElapsedTime(began));
        return receipt;
    }

    private async Task<Receipt> TakeOne(string topic, byte[] payload)
    {
        if (ModuleTopic.Parse(topic) is not { } from)
        {
            archive.Note(FindingKind.Unreadable, "", "", "topic", PeerText.Clean(Short(topic)));
            return Receipt.Rejected;
        }
        if (from.Level == ModuleTopic.Traffic) return await TakeTraffic(from, topic, payload).ConfigureAwait(false);
        if (from.Level == ModuleTopic.PolicyText) return TakePolicy(from, payload);
        byte[]? whole = Whole(from, topic, payload);
        // A part of a batch: what counts is the acknowledgement of the last.
        if (whole == null) return Receipt.Known;
        Arrival? arrival = ArrivalReader.Read(from, whole, keys(), time.GetUtcNow().ToUnixTimeMilliseconds(), out string problem);
        if (arrival != null) return await Store(arrival).ConfigureAwait(false);
        archive.Note(FindingKind.Unreadable, from.Site, from.Module, Level(from), problem);
        return Receipt.Rejected;
    }

    private async Task<Receipt> Store(Arrival arrival)
    {
        Receipt receipt = await archive.Store(arrival).ConfigureAwait(false);
        bool isNew = receipt == Receipt.Stored && arrival.Batch != null;
        if (isNew) figures?.CountEvents(arrival.Events.Records.Length, time.GetUtcNow());
        return receipt;
    }

    private Receipt TakePolicy(ModuleTopic from, byte[] payload)
    {
        if (policies == null) return Receipt.NotKept;
        Receipt receipt = policies.Take(from, payload, keys(), time.GetUtcNow().ToUnixTimeMilliseconds(), out string problem);
        if (receipt == Receipt.Rejected) archive.Note(FindingKind.Unreadable, from.Site, from.Module, from.Level, problem);
        return receipt;
    }

    private async Task<Receipt> TakeTraffic(ModuleTopic from, string topic, byte[] payload)
    {
        if (traffic == null) return Receipt.NotKept;
        byte[]? whole = Whole(from, topic, payload);
        if (whole == null) return Receipt.Known;
        HeardReport? heard = HeardReport.Read(from, whole, keys(), time.GetUtcNow().ToUnixTimeMilliseconds(), out string problem);
        if (heard == null)
        {
            archive.Note(FindingKind.Unreadable, from.Site, from.Module, from.Level, problem);
            return Receipt.Rejected;
        }
        if (heard.Seal != SealProof.Wrong) return await traffic.Keep(heard).ConfigureAwait(false);
        archive.Note(
            FindingKind.SealWrong, from.Site, from.Module, heard.Stream,
            $"report {heard.Report.Number} of traffic of start {heard.Report.Boot}, which does not count");
        return Receipt.Rejected;
    }

    private byte[]? Whole(ModuleTopic from, string topic, byte[] payload)
    {
        bool canBePart = from.Level == ModuleTopic.Traffic || ArrivalReader.KindOf(from.Level) == ArrivalKind.Events;
        if (!canBePart) return payload;
        lock (_lock) return _parts.Take(topic, payload);
    }

    // A topic is a stranger's text: as a subject it would make a finding of its own for each.
    private static string Level(ModuleTopic from) => ArrivalReader.KindOf(from.Level) == ArrivalKind.None ? "topic" : from.Level;

    private static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
