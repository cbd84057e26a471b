using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

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
        CentralPageTable.Write(text, Pages);
        return text.ToString();
    }

    public string ToJson() => JsonText.Of(json =>
    {
        json.WriteNumber("batch", Batch);
        json.WriteNumber("modules", Modules);
        json.WriteNumber("stored", Stored);
        foreach (CentralLoadResult load in Loads) load.Write(json);
        CentralPageTable.Write(json, Pages);
    });
}
