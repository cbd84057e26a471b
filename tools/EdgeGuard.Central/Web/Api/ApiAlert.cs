using System.ComponentModel;

namespace EdgeGuard.Central;

/// <summary>An alert, as programs are told of it.</summary>
internal sealed record ApiAlert
{
    public required long Id { get; init; }

    [Description("Its kind, such as module-silent.")]
    public required string Kind { get; init; }

    [Description("low, medium or high.")]
    public required string Severity { get; init; }

    [Description("active, recovering or cleared.")]
    public required string State { get; init; }

    [Description("Empty: it is about the console itself.")]
    public required string Site { get; init; }

    public required string Module { get; init; }

    public required string Subject { get; init; }

    public required string Words { get; init; }

    public required string Detail { get; init; }

    public required string Remedy { get; init; }

    public string? Since { get; init; }

    public string? RaisedAt { get; init; }

    public required long Count { get; init; }

    [Description("Who acknowledged it; absent for nobody.")]
    public string? AcknowledgedBy { get; init; }

    public string? AcknowledgedAt { get; init; }

    [Description("Until when nobody is to be bothered with it.")]
    public string? ShelvedUntil { get; init; }

    internal static ApiAlert Of(Alert alert)
    {
        AlertRule rule = AlertRules.Of(alert.Key.Kind);
        return new ApiAlert
        {
            Id = alert.Id,
            Kind = rule.Name,
            Severity = rule.Severity.ToString().ToLowerInvariant(),
            State = alert.State.ToString().ToLowerInvariant(),
            Site = alert.Key.Site,
            Module = alert.Key.Module,
            Subject = alert.Key.Subject,
            Words = rule.Words,
            Detail = alert.Detail,
            Remedy = rule.Remedy,
            Since = Moment.Of(alert.Since),
            RaisedAt = Moment.Of(alert.RaisedAt),
            Count = alert.Count,
            AcknowledgedBy = alert.IsAcknowledged ? alert.AcknowledgedBy : null,
            AcknowledgedAt = Moment.Of(alert.AcknowledgedAt),
            ShelvedUntil = Moment.Of(alert.ShelvedUntil),
        };
    }
}
