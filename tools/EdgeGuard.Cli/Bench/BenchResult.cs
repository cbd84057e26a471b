using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace EdgeGuard.Cli;

/// <summary>What came out for one number of clients.</summary>
internal sealed class BenchResult
{
    public const string FloodName = "module_tls_flood";

    // What is compared: like with like, and both of EdgeGuard's with nothing in between.
    private static readonly (string Ours, string Other)[] Compared =
        [("module_tls", "direct"), ("module_tls", "stunnel"), ("module_tls", "haproxy"), ("module_plain", "direct")];

    private readonly int _clients;
    private readonly List<(string Name, Measurement Figures, double Megabytes)> _paths = [];
    private readonly List<(string Name, Measurement Figures)> _ratios = [];
    private double _admitMs;

    public BenchResult(int clients, IReadOnlyList<BenchPath> paths)
    {
        _clients = clients;
        foreach (BenchPath path in paths) _paths.Add((path.Name, Measurement.Median(path.Rounds), path.Proxy?.PeakMegabytes ?? double.NaN));
        foreach ((string ours, string other) in Compared)
        {
            Compare(paths.First(path => path.Name == ours), paths.FirstOrDefault(path => path.Name == other));
        }
    }

    /// <summary>What the clients see while the module is flooded, and how long one more takes to be let in and answered.</summary>
    public void SetFlood(Measurement during, double admitMs, double megabytes)
    {
        _paths.Add((FloodName, during, megabytes));
        _admitMs = admitMs;
    }

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("clients", _clients);
            json.WriteStartObject("paths");
            foreach ((string name, Measurement figures, double megabytes) in _paths) WritePath(json, name, figures, megabytes);
            json.WriteEndObject();
            json.WriteStartObject("ratios");
            foreach ((string name, Measurement figures) in _ratios) WriteRatio(json, name, figures);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture, $"{_clients} clients            requests/s    p50 us    p99 us  p99.9 us  CPU s/million    MB\n");
        foreach ((string name, Measurement m, double megabytes) in _paths)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {name,-22}{m.Rps,10:F0}{m.P50,10:F0}{m.P99,10:F0}{m.P999,10:F0}{Shown(m.Cpu),15}{Shown(megabytes),6}\n");
        }
        foreach ((string name, Measurement m) in _ratios)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {name,-22}{m.Rps,10:F2}{m.P50,10:F2}{m.P99,10:F2}{m.P999,10:F2}{Ratio(m.Cpu),15}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"  flooded: one more client is let in and answered in {_admitMs:F0} ms\n");
        return text.ToString();
    }

    private static string Ratio(double value)
    {
        return double.IsNaN(value) ? "" : value.ToString("F2", CultureInfo.InvariantCulture);
    }

    private void Compare(BenchPath ours, BenchPath? other)
    {
        if (other == null) return;
        _ratios.Add(($"{ours.Name}/{other.Name}", Measurement.Median(ours.Rounds.Zip(other.Rounds, (a, b) => a.Over(b)))));
    }

    private void WritePath(Utf8JsonWriter json, string name, Measurement m, double megabytes)
    {
        json.WriteStartObject(name);
        Write(json, "rps", m.Rps, 0);
        Write(json, "p50_us", m.P50, 1);
        Write(json, "p99_us", m.P99, 1);
        Write(json, "p999_us", m.P999, 1);
        Write(json, "cpu_s_per_million", m.Cpu, 2);
        Write(json, "rss_mb", megabytes, 1);
        if (name == FloodName) Write(json, "admit_ms", _admitMs, 1);
        json.WriteEndObject();
    }

    private static void WriteRatio(Utf8JsonWriter json, string name, Measurement m)
    {
        json.WriteStartObject(name);
        Write(json, "rps", m.Rps, 3);
        Write(json, "p50", m.P50, 3);
        Write(json, "p99", m.P99, 3);
        Write(json, "p999", m.P999, 3);
        Write(json, "cpu", m.Cpu, 3);
        json.WriteEndObject();
    }

    // What was not measured (the CPU of no proxy) is left out: JSON has no NaN.
    private static void Write(Utf8JsonWriter json, string name, double value, int digits)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, System.Math.Round(value, digits));
    }

    private static string Shown(double value) => double.IsNaN(value) ? "" : value.ToString("F1", CultureInfo.InvariantCulture);
}
