using System.Collections.Generic;
using System.Globalization;

namespace EdgeGuard.Board.Routing;

/// <summary>Straight pieces of what the router found, as routes.csv has them.</summary>
internal static class RouteWriter
{
    internal const string Head = "net,layer,width,x,y,x2,y2";

    internal static IEnumerable<string> Lines(Wire wire, Grid grid, double width)
    {
        foreach (List<int> path in wire.Paths)
        {
            for (int i = 0; i < path.Count - 1; i++)
            {
                if (path[i] / grid.Cells != path[i + 1] / grid.Cells)
                {
                    yield return Via(wire, grid, path[i]);
                    continue;
                }
                int end = Straight(path, i, grid.Cells);
                char layer = path[i] < grid.Cells ? 'F' : 'B';
                yield return $"{wire.Name},{layer},{Text(width)},{At(grid, path[i])},{At(grid, path[end])}";
                i = end - 1;
            }
        }
        foreach (int cell in wire.Drops) yield return Via(wire, grid, cell);
    }

    private static int Straight(List<int> path, int start, int cells)
    {
        int step = path[start + 1] - path[start];
        int end = start + 1;
        while (end + 1 < path.Count && path[end + 1] - path[end] == step && path[end + 1] / cells == path[end] / cells) end++;
        return end;
    }

    private static string Via(Wire wire, Grid grid, int state)
    {
        return $"{wire.Name},via,,{At(grid, state)},,";
    }

    private static string At(Grid grid, int state)
    {
        return Text(grid.X(state % grid.Cells)) + "," + Text(grid.Y(state % grid.Cells));
    }

    private static string Text(double value)
    {
        return value.ToString("0.###", CultureInfo.InvariantCulture);
    }
}
