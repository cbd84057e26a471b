using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

/// <summary>An archive in a folder of its own, which goes with the test.</summary>
internal sealed class TestArchive : IDisposable
{
    internal TestArchive(params SealKey[] keys)
    {
        Folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        Options = new ArchiveOptions(Folder);
        Keys = TestModule.Keys(keys);
        Archive = Open();
    }

    internal string Folder { get; }

    internal ArchiveOptions Options { get; set; }

    internal SealKeys Keys { get; set; }

    internal FakeTime Time { get; } = FakeTime.Noon();

    internal SqliteArchive Archive { get; private set; }

    internal Receipt Store(TestModule module, byte[] batch) => StoreAsync(module, batch).GetAwaiter().GetResult();

    internal Task<Receipt> StoreAsync(TestModule module, byte[] batch) =>
        Archive.Store(module.Arrival(batch, Keys, Time.Now.ToUnixTimeMilliseconds()));

    internal void Close() => Archive.Dispose();

    internal void Reopen()
    {
        Archive.Dispose();
        Archive = Open();
    }

    internal EventPage Page(string query = "", EventCursor? from = null, int most = 100)
    {
        EventPage page = Archive.Events(EventQuery.Parse(query, out IReadOnlyList<string> problems), from, most);
        Assert.AreEqual("", string.Join('\n', problems));
        return page;
    }

    /// <summary>The numbers of the events, and gaps in brackets, the last first.</summary>
    internal string Shown(string query = "")
    {
        EventPage page = Page(query);
        List<EventItem> items = [.. page.Items];
        // On a machine that is busy a search ends early, and the next page goes on.
        while (page.IsCutShort)
        {
            page = Page(query, page.Next);
            items.AddRange(page.Items);
        }
        return string.Join(' ', items.Select(Text));
    }

    internal string FindingsText() => string.Join(' ', Archive.Findings().Select(f => $"{f.Kind}:{f.Count}").Order(StringComparer.Ordinal));

    internal static string Text(EventItem item) =>
        item.Event is { } e ? e.Record.Sequence.ToString() : $"[{item.Gap!.First}-{item.Gap.Last}]";

    public void Dispose()
    {
        Archive.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private SqliteArchive Open() => SqliteArchive.Open(Options, () => Keys, Time);
}
