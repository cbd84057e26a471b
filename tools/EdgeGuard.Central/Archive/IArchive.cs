using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>Keeps what modules told, and gives it back. Any thread.</summary>
public interface IArchive : IDisposable
{
    /// <summary>Stores one message. The task ends when it is on the disk, and never fails: what it says is what became of it.</summary>
    Task<Receipt> Store(Arrival arrival);

    /// <summary>Notes that something is wrong that no stored message shows. May be forgotten by a kill within two seconds.</summary>
    void Note(FindingKind kind, string site, string module, string subject, string detail);

    /// <summary>All modules, by site and name.</summary>
    IReadOnlyList<ModuleView> Modules();

    /// <summary>One of them; null for one that never told anything.</summary>
    ModuleView? Module(string site, string module);

    /// <summary>All that is wrong, the last first.</summary>
    IReadOnlyList<Finding> Findings();

    /// <summary>Events, the last first, with what is missing at its place.</summary>
    EventPage Events(EventQuery query, EventCursor? from, int most);

    /// <summary>Batches as they arrived, each once, in the order in which they came; without those that cannot be read any more.</summary>
    IReadOnlyList<ProofBatch> Batches(IReadOnlyCollection<Place> places);

    /// <summary>Events that came after a mark, in the order in which they came.</summary>
    EventTail EventsAfter(EventMark mark, int most);

    /// <summary>What is missing of a module.</summary>
    IReadOnlyList<Gap> Gaps(string site, string module);

    /// <summary>Refusals of the newest days, equal ones together, the last first.</summary>
    RefusalPage Refusals(RefusalQuery query);

    /// <summary>A module's counters of the newest day, oldest first.</summary>
    IReadOnlyList<MetricsView> Metrics(string site, string module);

    /// <summary>What was refused to clients of a module, and what PLCs did not do, by the hour, from an hour since 1970 on. What came in
    /// the last seconds may not be among it.</summary>
    IReadOnlyList<HourSum> Hours(string site, string module, long from);

    /// <summary>The same of all modules of some sites.</summary>
    IReadOnlyList<HourSum> Hours(SiteScope sites, long from);

    /// <summary>Counts what was stored since the start, so that who waits for it need not read.</summary>
    long Changes { get; }

    /// <summary>How much of it is kept.</summary>
    Retention Kept { get; }

    /// <summary>Keeps so much from now on: what is too old or too much goes within seconds.</summary>
    void Keep(Retention kept);

    /// <summary>How the archive itself is.</summary>
    ArchiveStatus Status();
}
