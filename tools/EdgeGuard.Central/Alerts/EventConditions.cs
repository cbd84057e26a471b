using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What events of modules began, or tell.</summary>
internal static class EventConditions
{
    /// <summary>What an event began and none has ended, or did since the last round.</summary>
    internal static IEnumerable<AlertSignal> Latched(AlertInput input, AlertKind kind) => input.Latches
        .Where(latch => latch.Key.Kind == kind)
        .Select(latch => new AlertSignal(latch.Key.Site, latch.Key.Module, latch.Key.Subject, latch.Detail) { Since = latch.Since })
        .Concat(Happened(input, kind));

    /// <summary>What happened since the last round.</summary>
    internal static IEnumerable<AlertSignal> Happened(AlertInput input, AlertKind kind) => input.Occurrences
        .Where(occurrence => occurrence.Key.Kind == kind)
        .Select(occurrence => new AlertSignal(
            occurrence.Key.Site, occurrence.Key.Module, occurrence.Key.Subject, occurrence.Detail)
        {
            Since = occurrence.At,
            Times = occurrence.Times,
        });

    /// <summary>Likewise, of what a scan explains.</summary>
    internal static IEnumerable<AlertSignal> HappenedWithoutScan(AlertInput input, AlertKind kind)
    {
        HashSet<(string, string)> scanned =
            [.. input.Occurrences.Where(o => o.Key.Kind == AlertKind.Scan).Select(o => (o.Key.Site, o.Key.Module))];
        return Happened(input, kind).Select(signal =>
            scanned.Contains((signal.Site, signal.Module)) || input.IsOn(AlertKind.Scan, signal.Site, signal.Module)
                ? signal with { Kind = SignalKind.Withheld }
                : signal);
    }
}
