using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace EdgeGuard.Central;

/// <summary>A change, or what is missing, as programs are told of it: an event, and of what kind its change is.</summary>
internal sealed record ApiChange : ApiEvent
{
    [SetsRequiredMembers]
    private ApiChange(ApiEvent told, string? change)
        : base(told)
    {
        Change = change;
    }

    [Description("Its kind, such as configuration or case.")]
    public string? Change { get; }

    internal static new ApiChange Of(EventItem item) =>
        new(ApiEvent.Of(item), item.Event is { } row ? ChangeTable.Of(row.Record.Code)?.Name : null);
}
