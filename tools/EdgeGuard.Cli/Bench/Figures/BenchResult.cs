using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace EdgeGuard.Cli;

/// <summary>What came out for one number of clients: of one run, or the medians of several.</summary>
/// <param name="options">What was to be measured.</param>
/// <param name="clients">How many.</param>
/// <param name="run">Which run, from 1; 0 for the medians of all.</param>
/// <param name="counter">How system calls were counted; null: they were not.</param>
/// <param name="sections">One a scenario.</param>
internal sealed class BenchResult(
    BenchOptions options, int clients, int run, ISystemCallCounter? counter, IReadOnlyList<BenchSection> sections)
{
    private const int RatioDigits = 3;

    // Where these are the medians: of these runs.
    private IReadOnlyList<BenchResult> _runs = [];

    public int Clients => clients;

    /// <summary>The medians of several runs with the same number of clients.</summary>
    public static BenchResult Median(BenchOptions options, IReadOnlyList<BenchResult> runs)
    {
        BenchResult first = runs[0];
        BenchSection[] medians = [.. first.Sections.Select((section, i) => section.Median([.. runs.Select(run => run.Sections[i])]))];
        return new BenchResult(options, first.Clients, 0, first.Counter, medians) { _runs = runs };
    }

    public string ToJson() => JsonText.Of(json =>
    {
        json.WriteNumber("clients", clients);
        json.WriteNumber("runs", options.Runs);
        if (run > 0) json.WriteNumber("run", run);
        json.WriteNumber("busy", options.Busy);
        json.WriteString("system_calls_by", counter?.Name);
        WriteGroup(json, "paths", sections.SelectMany(section => section.Rows), WritePath);
        WriteGroup(json, "ratios", sections.SelectMany(section => section.Ratios), WriteRatio);
    });

    public string ToText()
    {
        var text = new StringBuilder(Title()).Append('\n');
        foreach (BenchSection section in sections)
        {
            section.WriteTable(text);
            text.Append('\n');
        }
        WriteRuns(text);
        return text.ToString().TrimEnd('\n') + '\n';
    }

    private IReadOnlyList<BenchSection> Sections => sections;

    private ISystemCallCounter? Counter => counter;

    private string Title()
    {
        string title = clients == 1 ? "1 client" : $"{clients} clients";
        if (options.Runs > 1) title += run == 0 ? $", medians of {options.Runs} runs" : $", run {run} of {options.Runs}";
        if (options.Busy > 0) title += $", beside {options.Busy} busy loop{(options.Busy == 1 ? "" : "s")}";
        return counter == null ? title : $"{title}\n  system calls counted by {counter.Source}";
    }

    private void WriteRuns(StringBuilder text)
    {
        if (_runs.Count == 0) return;
        text.Append("  every run\n");
        for (int i = 0; i < sections.Count; i++) sections[i].WriteRuns(text, [.. _runs.Select(run => run.Sections[i])]);
        text.Append('\n');
    }

    private static void WriteGroup(
        Utf8JsonWriter json, string name, IEnumerable<(string Name, Measurement Figures)> all,
        Action<Utf8JsonWriter, FigureRow, double> write)
    {
        json.WriteStartObject(name);
        foreach ((string key, Measurement figures) in all)
        {
            json.WriteStartObject(key);
            foreach (Figure figure in Enum.GetValues<Figure>())
            {
                // What was not measured (the CPU of no proxy) is left out: JSON has no NaN.
                if (double.IsFinite(figures[figure])) write(json, FigureTable.Of(figure), figures[figure]);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter json, FigureRow row, double value) =>
        json.WriteNumber(row.Key, Math.Round(value, row.Digits + 1));

    private static void WriteRatio(Utf8JsonWriter json, FigureRow row, double value) =>
        json.WriteNumber(row.RatioKey, Math.Round(value, RatioDigits));
}
