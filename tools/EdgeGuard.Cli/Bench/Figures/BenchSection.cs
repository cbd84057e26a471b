using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeGuard.Cli;

/// <summary>What came out of one scenario: a table of paths, and of ratios below it.</summary>
/// <param name="head">Over the names.</param>
/// <param name="suffix">Behind every path's name in JSON, where one object holds all scenarios.</param>
/// <param name="columns">What is shown; JSON has all that was measured.</param>
internal sealed class BenchSection(string head, string suffix, params Figure[] columns)
{
    private const int NameWidth = 22;
    private const int ToldWidth = 7;
    private const int ToldPerLine = 9;

    private readonly List<(string Name, Measurement Figures)> _rows = [];
    private readonly List<(string Ours, string Other, Measurement Figures)> _ratios = [];

    /// <summary>Of each ratio, but those to no proxy at all, told run by run.</summary>
    public Figure[] ToldOfRatios { get; init; } = [];

    /// <summary>Of the first path, told run by run.</summary>
    public Figure[] ToldOfFirst { get; init; } = [];

    /// <summary>Every path by its name in JSON.</summary>
    public IEnumerable<(string Name, Measurement Figures)> Rows => _rows.Select(row => (row.Name + suffix, row.Figures));

    /// <summary>Every ratio by its name in JSON.</summary>
    public IEnumerable<(string Name, Measurement Figures)> Ratios =>
        _ratios.Select(ratio => ($"{ratio.Ours}{suffix}/{ratio.Other}{suffix}", ratio.Figures));

    public void Add(string path, Measurement figures) => _rows.Add((path, figures));

    public void Add(string ours, string other, Measurement ratio) => _ratios.Add((ours, other, ratio));

    /// <summary>The median of each figure and of each ratio by itself.</summary>
    /// <param name="runs">The same scenario, run by run.</param>
    public BenchSection Median(IReadOnlyList<BenchSection> runs)
    {
        var median = new BenchSection(head, suffix, columns) { ToldOfRatios = ToldOfRatios, ToldOfFirst = ToldOfFirst };
        for (int i = 0; i < _rows.Count; i++) median.Add(_rows[i].Name, Measurement.Median(runs.Select(run => run._rows[i].Figures)));
        for (int i = 0; i < _ratios.Count; i++)
        {
            median.Add(_ratios[i].Ours, _ratios[i].Other, Measurement.Median(runs.Select(run => run._ratios[i].Figures)));
        }
        return median;
    }

    public void WriteTable(StringBuilder text)
    {
        WriteLine(text, head, figure => FigureTable.Of(figure).Head);
        foreach ((string name, Measurement figures) in _rows)
        {
            WriteLine(text, name, figure => Shown(figures[figure], FigureTable.Of(figure).Digits));
        }
        foreach ((string ours, string other, Measurement figures) in _ratios)
        {
            WriteLine(text, $"{ours}/{other}", figure => Shown(figures[figure], 2));
        }
    }

    /// <summary>What matters most, run by run.</summary>
    /// <param name="text">Where.</param>
    /// <param name="runs">The same scenario, run by run.</param>
    public void WriteRuns(StringBuilder text, IReadOnlyList<BenchSection> runs)
    {
        for (int i = 0; i < _ratios.Count; i++)
        {
            if (_ratios[i].Other == BenchPath.Direct) continue;
            foreach (Figure figure in ToldOfRatios)
            {
                WriteRuns(text, $"{_ratios[i].Ours}/{_ratios[i].Other}", figure, 2, runs.Select(run => run._ratios[i].Figures));
            }
        }
        foreach (Figure figure in ToldOfFirst)
        {
            WriteRuns(text, _rows[0].Name, figure, FigureTable.Of(figure).Digits, runs.Select(run => run._rows[0].Figures));
        }
    }

    private static void WriteRuns(StringBuilder text, string name, Figure figure, int digits, IEnumerable<Measurement> runs)
    {
        string label = $"  {name + " ",-NameWidth}{FigureTable.Of(figure).Head,-13}";
        foreach (Measurement[] some in runs.Chunk(ToldPerLine))
        {
            text.Append(label).AppendJoin("", some.Select(run => Shown(run[figure], digits).PadLeft(ToldWidth))).Append('\n');
            label = new string(' ', label.Length);
        }
    }

    private void WriteLine(StringBuilder text, string name, Func<Figure, string> cell)
    {
        string cells = string.Concat(columns.Select(figure => cell(figure).PadLeft(FigureTable.Of(figure).Width)));
        text.Append($"  {name,2 - NameWidth}{cells}".TrimEnd()).Append('\n');
    }

    private static string Shown(double value, int digits) =>
        double.IsFinite(value) ? value.ToString("F" + digits, CultureInfo.InvariantCulture) : "";
}
