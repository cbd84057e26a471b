using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What is wrong with what modules told, and with this console.</summary>
internal static class StreamConditions
{
    // What is missing may come late, and what never came is no news after a day.
    private const long LateMs = 600_000;
    private const long NewsMs = 86_400_000;

    // A finding has no end: it holds for so long.
    private const long FreshMs = 600_000;

    private const long LeastFreeBytes = 1L << 30;

    internal static IEnumerable<AlertSignal> Gap(AlertInput input) => input.Gaps
        .Where(gap => input.Now - gap.At is >= LateMs and < NewsMs)
        .GroupBy(gap => (gap.Site, gap.Module))
        .Select(gaps => new AlertSignal(gaps.Key.Site, gaps.Key.Module, "", $"{Central.Gap.Total(gaps)} events never arrived")
        {
            Since = gaps.Min(gap => gap.At),
        });

    /// <summary>Findings of some kinds, each once for its module.</summary>
    internal static IEnumerable<AlertSignal> Found(AlertInput input, params FindingKind[] kinds) => input.Findings
        .Where(finding => kinds.Contains(finding.Kind) && input.Now - finding.LastAt < FreshMs)
        .GroupBy(finding => (finding.Site, finding.Module))
        .Select(found => Signal(found.Key.Site, found.Key.Module, found.MaxBy(finding => finding.LastAt)!));

    internal static IEnumerable<AlertSignal> Storage(AlertInput input)
    {
        if (input.Status.Trouble.Length > 0) yield return new AlertSignal("", "", "store", input.Status.Trouble);
        if (input.Status.FreeBytes < LeastFreeBytes)
        {
            yield return new AlertSignal("", "", "disk", $"{ShownTime.Bytes(input.Status.FreeBytes)} left on the disk of the archive");
        }
        foreach (AlertSignal found in Found(input, FindingKind.FileDamaged, FindingKind.ClockWentBack)) yield return found;
    }

    internal static IEnumerable<AlertSignal> NotificationLost(AlertInput input) => input.LostNotifications
        .Where(lost => lost.Value > 0)
        .Select(lost => new AlertSignal("", "", lost.Key, $"{lost.Value} notifications by {lost.Key} were dropped") { Times = lost.Value });

    private static AlertSignal Signal(string site, string module, Finding finding) =>
        new(site, module, "", $"{FindingText.Words(finding.Kind)}: {finding.Detail}") { Since = finding.FirstAt };
}
