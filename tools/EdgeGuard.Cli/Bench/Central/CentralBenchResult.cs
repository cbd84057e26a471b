using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace EdgeGuard.Cli;

/// <summary>What came out for one size of batch.</summary>
/// <param name="Batch">Events of one batch.</param>
/// <param name="Modules">How many modules reported.</param>
/// <param name="Stored">Events that were in the archive before.</param>
/// <param name="Loads">The console first, then what it is compared with.</param>
/// <param name="Pages">What people looked at meanwhile.</param>
internal sealed record CentralBenchResult(
    int Batch,
    int Modules,
    long Stored,
    IReadOnlyList<CentralLoadResult> Loads,
    IReadOnlyList<(CentralPage Page, LatencyHistogram Latencies)> Pages)
{
    public string ToText()
    {
        var text = new StringBuilder();
        string head = string.Create(
            CultureInfo.InvariantCulture, $"{Batch} a batch, {Modules} modules, {Stored:N0} events stored before");
        text.Append($"{head}\n{new string(' ', 26)}{CentralLoadResult.Head}\n");
        foreach (CentralLoadResult load in Loads) text.Append(load.ToText().TrimEnd()).Append('\n');
        foreach (CentralLoadResult other in Loads.Skip(1))
        {
            string ratio = $"{Loads[0].Name}/{other.Name}";
            text.Append(CultureInfo.InvariantCulture, $"  {ratio,-28}{Loads[0].EventsPerSecond / other.EventsPerSecond:F2}\n");
        }
        text.Append($"  {"page meanwhile",-24}   asked    p50 ms    p99 ms  longest\n");
        foreach ((CentralPage page, LatencyHistogram latencies) in Pages)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {page.Name,-24}{latencies.Count,8}{Ms(latencies.Percentile(0.5)),10:F1}{Ms(latencies.Percentile(0.99)),10:F1}"
                + $"{Ms(latencies.Longest),9:F1}\n");
        }
        return text.ToString();
    }

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("batch", Batch);
            json.WriteNumber("modules", Modules);
            json.WriteNumber("stored", Stored);
            foreach (CentralLoadResult load in Loads) load.Write(json);
            json.WriteStartObject("pages");
            foreach ((CentralPage page, LatencyHistogram latencies) in Pages) Write(json, page, latencies);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, CentralPage page, LatencyHistogram latencies)
    {
        json.WriteStartObject(page.Path);
        json.WriteNumber("asked", latencies.Count);
        json.WriteNumber("p50_ms", Math.Round(Ms(latencies.Percentile(0.5)), 2));
        json.WriteNumber("p99_ms", Math.Round(Ms(latencies.Percentile(0.99)), 2));
        json.WriteNumber("longest_ms", Math.Round(Ms(latencies.Longest), 2));
        json.WriteEndObject();
    }

    private static double Ms(double microseconds) => microseconds / 1000;
}
