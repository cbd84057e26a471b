using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>The alerts that are not history, and what becomes of them. Pure but for its own state; of one thread.</summary>
internal sealed class AlertBook
{
    private readonly Dictionary<AlertKey, Alert> _alerts = [];

    // How many go on, of a kind and a module: asked for each module in each round.
    private readonly Dictionary<(AlertKind, string, string), int> _on = [];

    internal IReadOnlyCollection<Alert> Alerts => _alerts.Values;

    internal Alert? Find(AlertKey key) => _alerts.GetValueOrDefault(key);

    internal Alert? Find(long id) => _alerts.Values.FirstOrDefault(alert => alert.Id == id);

    /// <summary>Whether an alert goes on of this kind, for this module, whatever its subject.</summary>
    internal bool IsOn(AlertKind kind, string site, string module) => _on.GetValueOrDefault((kind, site, module)) > 0;

    /// <summary>Puts an alert in, as it is stored; one that is history is taken out.</summary>
    internal void Put(Alert alert)
    {
        Drop(alert.Key);
        if (alert.IsClosed) return;
        _alerts[alert.Key] = alert;
        Count(alert, 1);
    }

    /// <summary>Forgets one that was never raised.</summary>
    internal void Drop(AlertKey key)
    {
        if (_alerts.Remove(key, out Alert? before)) Count(before, -1);
    }

    /// <summary>What becomes of all alerts of a kind by what its condition says. Changes nothing by itself.</summary>
    internal IEnumerable<AlertChange> Step(AlertRule rule, IEnumerable<AlertSignal> signals, long now)
    {
        var said = new Dictionary<AlertKey, AlertSignal>();
        foreach (AlertSignal signal in signals) said.TryAdd(new AlertKey(rule.Kind, signal.Site, signal.Module, signal.Subject), signal);
        foreach ((AlertKey key, AlertSignal signal) in said)
        {
            if (_alerts.ContainsKey(key) || signal.Kind != SignalKind.Holds) continue;
            yield return AlertSteps.Begin(key, signal, rule, now);
        }
        foreach (Alert alert in _alerts.Values.Where(alert => alert.Key.Kind == rule.Kind).ToList())
        {
            if (AlertSteps.Next(alert, SignalOf(alert, said), rule, now) is { } change) yield return change;
        }
    }

    private void Count(Alert alert, int change)
    {
        if (!alert.IsOn) return;
        var key = (alert.Key.Kind, alert.Key.Site, alert.Key.Module);
        _on[key] = _on.GetValueOrDefault(key) + change;
        if (_on[key] == 0) _on.Remove(key);
    }

    private static AlertSignal? SignalOf(Alert alert, Dictionary<AlertKey, AlertSignal> said) =>
        said.GetValueOrDefault(alert.Key) ?? said.GetValueOrDefault(alert.Key with { Subject = StateConditions.AnySubject });
}
