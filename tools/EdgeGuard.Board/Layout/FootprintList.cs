using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Parts;

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
        return new FootprintList(TableFile.Read(path, Head, endsInText: true).Select(Of));
    }

    /// <summary>The line of a part.</summary>
    public FootprintLine Find(string part)
    {
        return _lines.TryGetValue(part, out FootprintLine? line)
            ? line : throw new ArgumentException($"footprints.csv has no line for part '{part}'");
    }

    private static FootprintLine Of(string[] cells)
    {
        return new FootprintLine(cells[0], cells[1], Uri.UnescapeDataString(cells[2]), cells[3], cells[4]);
    }
}
