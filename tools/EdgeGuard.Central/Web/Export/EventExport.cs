using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>All events of a search, the last first, up to what one file takes. For one answer.</summary>
internal sealed class EventExport(SeenArchive archive, EventQuery query, TimeProvider time, CancellationToken stop)
{
    /// <summary>Most events of a file.</summary>
    internal const int Most = 200_000;

    private const int PerPage = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly long _began = time.GetTimestamp();

    /// <summary>Whether nothing was left out of what was read so far.</summary>
    internal bool IsWhole { get; private set; } = true;

    /// <summary>Events and gaps, page after page, each read in its own short time: so that an export holds nobody up.</summary>
    internal IEnumerable<EventItem> Items() => Pages().SelectMany(page => page.Items);

    /// <summary>Writes a file with proofs: each batch that holds an event that fits, once.</summary>
    internal async Task WriteProof(Stream stream, string search)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false));
        var writer = new ProofWriter(text);
        var written = new HashSet<Place>();
        await writer.Begin(time.GetUtcNow(), search);
        foreach (EventPage page in Pages())
        {
            Place[] places = [.. page.Items.Where(item => item.Event != null).Select(item => item.Event!.Batch).Where(written.Add)];
            IReadOnlyList<ProofBatch> batches = archive.Batches(places);
            IsWhole &= batches.Count == places.Length;
            foreach (ProofBatch batch in batches) await writer.Add(batch);
            await text.FlushAsync(stop);
        }
        await writer.End(IsWhole);
    }

    private IEnumerable<EventPage> Pages()
    {
        EventCursor? from = null;
        int count = 0;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            EventPage page = archive.Events(query, from, PerPage);
            count += page.Items.Count;
            IsWhole &= page.Unreadable.Count == 0 && page.GapsLeftOut == 0;
            yield return page;
            from = page.Next;
            if (from == null) yield break;
            if (count < Most && time.GetElapsedTime(_began) < Patience) continue;
            IsWhole = false;
            yield break;
        }
    }
}
