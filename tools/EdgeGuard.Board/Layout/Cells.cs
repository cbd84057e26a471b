using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeGuard.Board.Layout;

/// <summary>What is in a cell of hardware/board's tables.</summary>
public static class Cells
{
    /// <summary>Corners as "x/y x/y …", in millimetres.</summary>
    public static IReadOnlyList<Corner> Corners(string text)
    {
        return [.. text.Split(' ').Select(word => word.Split('/')).Select(xy => new Corner(Number(xy[0]), Number(xy[1])))];
    }

    /// <summary>A number as every country's machine reads it.</summary>
    public static double Number(string text)
    {
        return double.Parse(text, CultureInfo.InvariantCulture);
    }
}
