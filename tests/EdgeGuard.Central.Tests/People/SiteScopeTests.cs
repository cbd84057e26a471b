using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central.Tests;

/// <summary>What is asked of the archive for some sites is what it has of those, no less and no more.</summary>
[TestClass]
public sealed class SiteScopeTests
{
    private static readonly string[] Sites = ["a", "b", "c", "d"];

    [TestMethod]
    public void Events_gaps_and_refusals_of_some_sites_are_those_of_all_without_the_others()
    {
        using var archive = new TestArchive();
        var random = new Random(7);
        TestModule[] modules = [.. Sites.SelectMany(site => new[] { "m1", "m2" }.Select(name => new TestModule(site + name, site: site)))];
        long[] next = new long[modules.Length];
        for (int i = 0; i < 150; i++)
        {
            int at = random.Next(modules.Length);
            next[at] += random.Next(5) == 0 ? 2 : 1;
            archive.Store(modules[at], modules[at].Next(next[at]));
        }
        (string Site, string Text)[] all = [.. Shown(archive, SiteScope.All)];
        Assert.IsTrue(all.Length > 150 && Sites.All(site => all.Any(item => item.Site == site && item.Text.Contains('['))));
        for (int set = 0; set < 1 << Sites.Length; set++)
        {
            string[] own = [.. Sites.Where((_, i) => (set >> i & 1) != 0)];
            SiteScope scope = SiteScope.Of(own);
            string[] expected = [.. all.Where(item => own.Contains(item.Site)).Select(item => item.Text)];
            // Where several gaps stand behind one batch their order is free.
            CollectionAssert.AreEquivalent(expected, Shown(archive, scope).Select(item => item.Text).ToArray(), string.Join(' ', own));
            string[] refused = [.. archive.Archive.Refusals(new RefusalQuery { Sites = scope }).Rows.Select(row => row.Site)];
            CollectionAssert.AreEquivalent(own.SelectMany(site => new[] { site, site }).ToArray(), refused, string.Join(' ', own));
        }
        Assert.IsEmpty(Shown(archive, SiteScope.None));
    }

    private static List<(string Site, string Text)> Shown(TestArchive archive, SiteScope scope)
    {
        var shown = new List<(string, string)>();
        EventCursor? from = null;
        do
        {
            EventPage page = archive.Archive.Events(EventQuery.All.Within(scope), from, 7);
            foreach (EventItem item in page.Items)
            {
                string site = item.Event?.Site ?? item.Gap!.Site;
                string module = item.Event?.Module ?? item.Gap!.Module;
                shown.Add((site, module + " " + TestArchive.Text(item)));
            }
            from = page.Next;
        }
        while (from != null);
        return shown;
    }
}
