using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Board.Layout;

/// <summary>hardware/board/footprints.csv: what each part of parts.csv is soldered to.</summary>
public sealed class FootprintList
{
    /// <summary>Its name, beside parts.csv.</summary>
    public const string File = "footprints.csv";

    /// <summary>The first line.</summary>
    public const string Head = "part,footprint,origin,pads,source";

    private readonly Dictionary<string, FootprintLine> _lines;

    private FootprintList(IEnumerable<FootprintLine> lines)
    {
        _lines = lines.ToDictionary(line => line.Part);
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyCollection<FootprintLine> Lines => _lines.Values;

    /// <summary>Reads it. A line with another number of cells is a mistake, and named.</summary>
    public static FootprintList Read(string path)
    {
        string[] lines = System.IO.File.ReadAllLines(path);
        if (lines[0] != Head) throw new InvalidDataException($"{path}:1: the first line has to be {Head}");
        return new FootprintList(lines.Skip(1).Select((line, i) => Of(line, $"{path}:{i + 2}")));
    }

    /// <summary>The line of a part.</summary>
    public FootprintLine Find(string part)
    {
        return _lines.TryGetValue(part, out FootprintLine? line)
            ? line : throw new ArgumentException($"footprints.csv has no line for part '{part}'");
    }

    private static FootprintLine Of(string line, string place)
    {
        string[] cells = line.Split(',', 5);
        if (cells.Length != 5) throw new InvalidDataException($"{place}: {cells.Length} cells instead of {Head}");
        return new FootprintLine(cells[0], cells[1], Uri.UnescapeDataString(cells[2]), cells[3], cells[4]);
    }
}
