namespace EdgeGuard.Central;

/// <summary>The way of an alert through its states (see <see cref="AlertState"/>). Pure.</summary>
internal static class AlertSteps
{
    /// <summary>Something holds that did not before.</summary>
    internal static AlertChange Begin(AlertKey key, AlertSignal signal, AlertRule rule, long now)
    {
        var alert = new Alert(0, key, AlertState.Pending)
        {
            Since = signal.Since > 0 && signal.Since < now ? signal.Since : now,
            ChangedAt = now,
            Detail = signal.Detail,
        };
        return rule.Pending.TotalMilliseconds > 0 ? new AlertChange(alert, AlertTurn.None) : Raise(alert, signal, now);
    }

    /// <summary>What a round makes of an alert; null for nothing.</summary>
    internal static AlertChange? Next(Alert alert, AlertSignal? signal, AlertRule rule, long now)
    {
        if (signal is { Kind: SignalKind.Unknown }) return null;
        bool isWithheld = signal is { Kind: SignalKind.Withheld };
        return alert.State switch
        {
            AlertState.Pending when isWithheld || signal == null => new AlertChange(alert, AlertTurn.Dropped),
            AlertState.Pending => IsOver(alert, rule.Pending, now) ? Raise(alert, signal!, now) : null,
            _ when isWithheld => null,
            AlertState.Active when signal == null => To(alert, AlertState.Recovering, now),
            AlertState.Active => Again(alert, signal!),
            AlertState.Recovering when signal != null => To(Happened(alert, signal), AlertState.Active, now),
            AlertState.Recovering => IsOver(alert, rule.Recovering, now) ? Clear(alert, now) : null,
            AlertState.Cleared when signal != null => Raise(alert with { Since = now }, signal, now),
            _ => null,
        };
    }

    private static bool IsOver(Alert alert, System.TimeSpan wait, long now) => now - alert.ChangedAt >= wait.TotalMilliseconds;

    private static AlertChange Raise(Alert alert, AlertSignal signal, long now) => new(
        Happened(alert, signal) with { State = AlertState.Active, ChangedAt = now, RaisedAt = now }, AlertTurn.Raised);

    private static AlertChange Clear(Alert alert, long now) =>
        new(alert with { State = AlertState.Cleared, ChangedAt = now }, AlertTurn.Cleared);

    private static AlertChange To(Alert alert, AlertState state, long now) =>
        new(alert with { State = state, ChangedAt = now }, AlertTurn.None);

    // What holds on and says nothing new is no change.
    private static AlertChange? Again(Alert alert, AlertSignal signal)
    {
        if (signal.Times == 0 && signal.Detail == alert.Detail) return null;
        return new AlertChange(alert with { Detail = signal.Detail, Count = alert.Count + signal.Times }, AlertTurn.None);
    }

    private static Alert Happened(Alert alert, AlertSignal signal) =>
        alert with { Detail = signal.Detail, Count = alert.Count + System.Math.Max(signal.Times, 1) };
}
