using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>The archive as the person sees it who makes a request: that of the own sites, and nothing of others. Pages have no
/// other.</summary>
internal sealed class SeenArchive(IArchive archive, CurrentPerson current)
{
    internal IReadOnlyList<ModuleView> Modules() => [.. archive.Modules().Where(view => current.Sites.Has(view.Site))];

    internal ModuleView? Module(string site, string module) => current.Sites.Has(site) ? archive.Module(site, module) : null;

    internal IReadOnlyList<Finding> Findings() =>
        [.. archive.Findings().Where(finding => current.Sites.Has(finding.Site)).Select(Without)];

    internal EventPage Events(EventQuery query, EventCursor? from, int most) => archive.Events(query.Within(current.Sites), from, most);

    internal RefusalPage Refusals(RefusalQuery query) => archive.Refusals(query with { Sites = current.Sites });

    internal IReadOnlyList<MetricsView> Metrics(string site, string module) =>
        current.Sites.Has(site) ? archive.Metrics(site, module) : [];

    internal IReadOnlyList<HourSum> Hours(string site, string module, long from) =>
        current.Sites.Has(site) ? archive.Hours(site, module, from) : [];

    internal IReadOnlyList<HourSum> Hours(long from) => archive.Hours(current.Sites, from);

    internal IReadOnlyList<ProofBatch> Batches(IReadOnlyCollection<Place> places) =>
        [.. archive.Batches(places).Where(batch => current.Sites.Has(batch.Site))];

    /// <summary>Counts what is stored, of whatever site: that there is something new, and nothing of it.</summary>
    internal long Changes => archive.Changes;

    internal ArchiveStatus Status() => archive.Status();

    // Two kinds name another module, which may be one of another site.
    private Finding Without(Finding finding) => finding.Kind switch
    {
        FindingKind.StreamTwice when !current.Sites.IsAll => finding with { Detail = "it is the stream of another module" },
        FindingKind.ForeignTopic when !current.Sites.IsAll => finding with { Detail = "on a topic of another" },
        _ => finding,
    };
}
