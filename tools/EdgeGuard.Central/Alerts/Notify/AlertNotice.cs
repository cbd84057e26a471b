using System;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeGuard.Central;

/// <summary>What people and programs are told of an alert. Immutable.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="IsOver">Whether it is over, and not raised.</param>
/// <param name="At">When that was, milliseconds since 1970.</param>
/// <param name="Page">Where it can be seen; empty where nobody said under which address this console is reached.</param>
internal sealed record AlertNotice(Alert Alert, bool IsOver, long At, string Page)
{
    private const string Raised = "raised";

    private static readonly JsonSerializerOptions Storing = new() { IgnoreReadOnlyProperties = true };

    /// <summary>What names this notice, and no other: a receiver that gets it twice knows it by that.</summary>
    internal string Name => $"{Alert.Id}-{Alert.RaisedAt}-{State}";

    /// <summary>What names the notice that this one belongs to: that the alert was raised.</summary>
    internal string NameOfRaised => $"{Alert.Id}-{Alert.RaisedAt}-{Raised}";

    private static readonly AlertRule OfTest = new(
        default, "test", AlertSeverity.Low, TimeSpan.Zero, TimeSpan.Zero, "test notice: nothing happened", "Nothing.", _ => []);

    /// <summary>Whether nothing happened, and somebody wants to see whether it arrives.</summary>
    internal bool IsTest { get; init; }

    internal AlertRule Rule => IsTest ? OfTest : AlertRules.Of(Alert.Key.Kind);

    /// <summary>One of nothing.</summary>
    internal static AlertNotice Test(string by, long at)
    {
        var nothing = new Alert(0, new AlertKey(default, "", "", ""), AlertState.Active)
        {
            Since = at,
            RaisedAt = at,
            Count = 1,
            Detail = "asked for by " + by,
        };
        return new AlertNotice(nothing, false, at, "") { IsTest = true };
    }

    internal string Where => Alert.Key.Module.Length > 0 ? $"{Alert.Key.Site}/{Alert.Key.Module}"
        : Alert.Key.Site.Length > 0 ? Alert.Key.Site
        : "central console";

    /// <summary>One line.</summary>
    internal string Line => $"{(IsOver ? "over: " : "")}{Rule.Words}, {Where}: {Alert.Detail}";

    internal string State => IsOver ? "over" : Raised;

    /// <summary>As a program reads it.</summary>
    internal string Json => new JsonObject
    {
        ["notice"] = Name,
        ["id"] = Alert.Id,
        ["kind"] = Rule.Name,
        ["severity"] = Rule.Severity.ToString().ToLowerInvariant(),
        ["state"] = State,
        ["site"] = Alert.Key.Site,
        ["module"] = Alert.Key.Module,
        ["subject"] = Alert.Key.Subject,
        ["words"] = Rule.Words,
        ["detail"] = Alert.Detail,
        ["remedy"] = Rule.Remedy,
        ["since"] = Alert.Since,
        ["at"] = At,
        ["count"] = Alert.Count,
        ["page"] = Page,
    }.ToJsonString();

    /// <summary>As it is kept until it was told.</summary>
    internal string Stored() => JsonSerializer.Serialize(this, Storing);

    /// <summary>What <see cref="Stored"/> wrote; null for anything else.</summary>
    internal static AlertNotice? OfStored(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<AlertNotice>(text, Storing);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
