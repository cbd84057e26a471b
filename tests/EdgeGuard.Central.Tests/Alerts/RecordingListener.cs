using System.Collections.Generic;

namespace EdgeGuard.Central.Tests;

/// <summary>Remembers what was told of alerts.</summary>
internal sealed class RecordingListener : IAlertListener
{
    internal List<string> Told { get; } = [];

    internal Dictionary<string, long> Lost { get; } = [];

    void IAlertListener.Told(Alert alert, bool isOver) => Told.Add($"{(isOver ? "over" : "raised")} {AlertRules.Of(alert.Key.Kind).Name}");

    public IReadOnlyDictionary<string, long> TakeLost()
    {
        var lost = new Dictionary<string, long>(Lost);
        Lost.Clear();
        return lost;
    }
}
