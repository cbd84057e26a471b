using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Board.Parts;

/// <summary>A table of hardware/board: a head, and below it lines with as many cells as that has.</summary>
internal static class TableFile
{
    /// <summary>The cells of each line below the head.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">What its first line has to be.</param>
    /// <param name="endsInText">Whether commas in the last cell are its own.</param>
    /// <exception cref="InvalidDataException">Another head, or another number of cells: which line it is.</exception>
    internal static IEnumerable<string[]> Read(string path, string head, bool endsInText = false)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines[0] != head) throw new InvalidDataException($"{path}:1: the first line has to be {head}");
        int count = head.Split(',').Length;
        return lines.Skip(1).Select((line, i) =>
        {
            string[] cells = endsInText ? line.Split(',', count) : line.Split(',');
            return cells.Length == count
                ? cells : throw new InvalidDataException($"{path}:{i + 2}: {cells.Length} cells instead of {head}");
        });
    }
}
