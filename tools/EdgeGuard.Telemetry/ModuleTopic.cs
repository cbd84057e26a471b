using System;
using System.Globalization;
using EdgeGuard.Core;

namespace EdgeGuard.Telemetry;

/// <summary>A topic of a module, <c>edgeguard/v1/{site}/{module}/{level}</c>, or <c>…/policy-text/{number}</c>.</summary>
/// <param name="Site">A name that <see cref="ReportTopics.IsName"/> accepts.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Level">What is told there, such as <c>events</c>; any text without a slash.</param>
/// <param name="Part">Of <see cref="PolicyText"/>: the number of the part; -1 elsewhere.</param>
public sealed record ModuleTopic(string Site, string Module, string Level, int Part = -1)
{
    /// <summary>The level under which the parts of the policy's text are.</summary>
    public const string PolicyText = "policy-text";

    /// <summary>The level of reports of traffic.</summary>
    public const string Traffic = "traffic";

    private const int Levels = 3;

    /// <summary>Splits a topic; null for any other.</summary>
    public static ModuleTopic? Parse(string topic)
    {
        if (!topic.StartsWith(ReportTopics.Root + "/", StringComparison.Ordinal)) return null;
        string[] parts = topic[(ReportTopics.Root.Length + 1)..].Split('/');
        if (parts.Length < Levels || !ReportTopics.IsName(parts[0]) || !ReportTopics.IsName(parts[1])) return null;
        var bare = new ModuleTopic(parts[0], parts[1], parts[2]);
        if (bare.Level != PolicyText) return parts.Length == Levels ? bare : null;
        int part = parts.Length == Levels + 1 ? PartOf(parts[Levels]) : -1;
        return part >= 0 ? bare with { Part = part } : null;
    }

    // As the module writes it, and not otherwise.
    private static int PartOf(string number) =>
        ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort part)
        && part.ToString(CultureInfo.InvariantCulture) == number ? part : -1;
}
