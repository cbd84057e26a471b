using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeGuard.Cli;

/// <summary>How long pages took, in words.</summary>
internal static class CentralPageTable
{
    public static void Write(StringBuilder text, IReadOnlyList<(CentralPage Page, LatencyHistogram Latencies)> pages)
    {
        text.Append($"  {"page meanwhile",-24}   asked    p50 ms    p99 ms  longest\n");
        foreach ((CentralPage page, LatencyHistogram latencies) in pages)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {page.Name,-24}{latencies.Count,8}{Ms(latencies.Percentile(0.5)),10:F1}{Ms(latencies.Percentile(0.99)),10:F1}"
                + $"{Ms(latencies.Longest),9:F1}\n");
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<(CentralPage Page, LatencyHistogram Latencies)> pages)
    {
        json.WriteStartObject("pages");
        foreach ((CentralPage page, LatencyHistogram latencies) in pages)
        {
            json.WriteStartObject(page.Path);
            json.WriteNumber("asked", latencies.Count);
            json.WriteNumber("p50_ms", Math.Round(Ms(latencies.Percentile(0.5)), 2));
            json.WriteNumber("p99_ms", Math.Round(Ms(latencies.Percentile(0.99)), 2));
            json.WriteNumber("longest_ms", Math.Round(Ms(latencies.Longest), 2));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static double Ms(double microseconds) => microseconds / 1000;
}
