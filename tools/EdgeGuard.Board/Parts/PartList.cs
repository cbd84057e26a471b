using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeGuard.Board.Parts;

/// <summary>hardware/board/parts.csv: one line a part that sheets may ask for.</summary>
public sealed class PartList
{
    /// <summary>The first line.</summary>
    public const string Head = "part,symbol,value,manufacturer,number,alternative,package,rating,celsius_min,celsius_max";

    private readonly Dictionary<string, PartLine> _lines;

    private PartList(IEnumerable<PartLine> lines)
    {
        _lines = lines.ToDictionary(line => line.Part);
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyCollection<PartLine> Lines => _lines.Values;

    /// <summary>Reads it. A line with another number of cells is a mistake, and named.</summary>
    public static PartList Read(string path)
    {
        return new PartList(TableFile.Read(path, Head).Select(Of));
    }

    /// <summary>The line with a name.</summary>
    public PartLine Find(string part)
    {
        return _lines.TryGetValue(part, out PartLine? line) ? line : throw new ArgumentException($"parts.csv has no part '{part}'");
    }

    private static PartLine Of(string[] cells)
    {
        return new PartLine(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7],
            int.Parse(cells[8], CultureInfo.InvariantCulture), int.Parse(cells[9], CultureInfo.InvariantCulture));
    }
}
