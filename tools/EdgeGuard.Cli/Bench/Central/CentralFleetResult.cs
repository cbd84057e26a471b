using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace EdgeGuard.Cli;

/// <summary>What many modules cost the console that only are there.</summary>
/// <param name="Modules">How many.</param>
internal sealed record CentralFleetResult(int Modules)
{
    /// <summary>From the first connection until all are in.</summary>
    public required double ConnectedSeconds { get; init; }

    /// <summary>And until a page shows all of them as online.</summary>
    public required double ShownSeconds { get; init; }

    /// <summary>Processor time of the console until then.</summary>
    public required double ConnectingCpuSeconds { get; init; }

    /// <summary>Memory before the first, MB.</summary>
    public required double EmptyMegabytes { get; init; }

    /// <summary>Memory at the end.</summary>
    public required double Megabytes { get; init; }

    public required double PeakMegabytes { get; init; }

    /// <summary>Processors that the console keeps busy while all report their counters every minute.</summary>
    public required double Cores { get; init; }

    /// <summary>What people looked at meanwhile.</summary>
    public required IReadOnlyList<(CentralPage Page, LatencyHistogram Latencies)> Pages { get; init; }

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            {Modules} modules
              all are in after      {ConnectedSeconds:F1} s
              a page shows all      {ShownSeconds:F1} s, {ConnectingCpuSeconds:F1} s of a processor
              memory                {EmptyMegabytes:F0} MB before, {Megabytes:F0} MB now, {PeakMegabytes:F0} MB at most
              counters every 60 s   {Cores:F3} processors busy

            """);
        CentralPageTable.Write(text, Pages);
        return text.ToString();
    }

    public string ToJson() => JsonText.Of(json =>
    {
        json.WriteNumber("modules", Modules);
        json.WriteNumber("connected_s", Math.Round(ConnectedSeconds, 2));
        json.WriteNumber("shown_s", Math.Round(ShownSeconds, 2));
        json.WriteNumber("connecting_cpu_s", Math.Round(ConnectingCpuSeconds, 2));
        json.WriteNumber("empty_mb", Math.Round(EmptyMegabytes, 1));
        json.WriteNumber("mb", Math.Round(Megabytes, 1));
        json.WriteNumber("peak_mb", Math.Round(PeakMegabytes, 1));
        json.WriteNumber("cores", Math.Round(Cores, 4));
        CentralPageTable.Write(json, Pages);
    });
}
