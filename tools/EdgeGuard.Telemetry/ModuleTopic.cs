using System;
using EdgeGuard.Core;

namespace EdgeGuard.Telemetry;

/// <summary>A topic of a module, <c>edgeguard/v1/{site}/{module}/{level}</c>.</summary>
/// <param name="Site">A name that <see cref="ReportTopics.IsName"/> accepts.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Level">What is told there, such as <c>events</c>; any text without a slash.</param>
public sealed record ModuleTopic(string Site, string Module, string Level)
{
    private const int Levels = 3;

    /// <summary>Splits a topic; null for any other.</summary>
    public static ModuleTopic? Parse(string topic)
    {
        if (!topic.StartsWith(ReportTopics.Root + "/", StringComparison.Ordinal)) return null;
        string[] parts = topic[(ReportTopics.Root.Length + 1)..].Split('/');
        if (parts.Length != Levels || !ReportTopics.IsName(parts[0]) || !ReportTopics.IsName(parts[1])) return null;
        return new ModuleTopic(parts[0], parts[1], parts[2]);
    }
}
