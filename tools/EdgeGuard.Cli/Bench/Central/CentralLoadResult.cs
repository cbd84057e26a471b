using System;
using System.Globalization;
using System.Text.Json;

namespace EdgeGuard.Cli;

/// <summary>What one measurement of messages gave. NaN: not measured.</summary>
/// <param name="Name">Of what.</param>
/// <param name="EventsPerSecond">Acknowledged.</param>
internal sealed record CentralLoadResult(string Name, double EventsPerSecond)
{
    public const string Head = "events/s    p50 ms    p99 ms  CPU s/M  gen s/M  bytes/event  peak MB";

    /// <summary>From sending a batch, or from when it was due, to its acknowledgement; milliseconds.</summary>
    public double P50 { get; init; } = double.NaN;

    /// <summary>99 of 100 take no longer.</summary>
    public double P99 { get; init; } = double.NaN;

    /// <summary>Processor seconds of the process for a million events.</summary>
    public double Cpu { get; init; } = double.NaN;

    /// <summary>Processor seconds of what sends them, and of the viewers; likewise.</summary>
    public double GeneratorCpu { get; init; } = double.NaN;

    /// <summary>Bytes that an event adds to the archive on the disk, when it is closed.</summary>
    public double Bytes { get; init; } = double.NaN;

    /// <summary>The most memory that the process ever had.</summary>
    public double PeakMegabytes { get; init; } = double.NaN;

    public string ToText() =>
        $"  {Name,-22}{Shown(EventsPerSecond, 10, 0)}{Shown(P50, 10, 1)}{Shown(P99, 10, 1)}{Shown(Cpu, 9, 1)}{Shown(GeneratorCpu, 9, 1)}"
        + $"{Shown(Bytes, 13, 0)}{Shown(PeakMegabytes, 9, 0)}";

    /// <summary>Its figures as an object that has its name.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(Name);
        Write(json, "events_per_second", EventsPerSecond);
        Write(json, "p50_ms", P50);
        Write(json, "p99_ms", P99);
        Write(json, "cpu_s_per_million", Cpu);
        Write(json, "generator_cpu_s_per_million", GeneratorCpu);
        Write(json, "bytes_per_event", Bytes);
        Write(json, "peak_mb", PeakMegabytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, Math.Round(value, 2));
    }

    private static string Shown(double value, int width, int digits) =>
        (double.IsFinite(value) ? value.ToString("F" + digits, CultureInfo.InvariantCulture) : "").PadLeft(width);
}
