using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central.Tests;

/// <summary>Remembers what was told of alerts.</summary>
internal sealed class RecordingListener : IAlertListener
{
    internal List<string> Told { get; } = [];

    /// <summary>The ways by which notices are to be told: they wait for whoever does it.</summary>
    internal List<string> Ways { get; } = [];

    public IEnumerable<(string Way, AlertNotice Notice)> NoticesOf(Alert alert, bool isOver) =>
        Ways.Select(way => (way, new AlertNotice(alert, isOver, alert.ChangedAt, "")));

    void IAlertListener.Told(Alert alert, bool isOver) => Told.Add($"{(isOver ? "over" : "raised")} {AlertRules.Of(alert.Key.Kind).Name}");
}
