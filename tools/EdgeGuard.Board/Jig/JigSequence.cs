using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Board.Jig;

/// <summary>What a test jig measures through its needles, in the order in which it does: hardware/test/limits.csv, and the needle of each
/// net by hardware/board/needles.csv.</summary>
public static class JigSequence
{
    /// <summary>The first line of limits.csv.</summary>
    public const string LimitsHead = "when,net,to,least,most,unit,from";

    /// <summary>The first line of what a jig is given.</summary>
    public const string Head = "step,when,point,net,to point,to,least,most,unit";

    /// <summary>Reads limits.csv. A line with another number of cells is a mistake, and named.</summary>
    public static IReadOnlyList<LimitLine> Limits(string path)
    {
        return [.. TableFile.Read(path, LimitsHead).Select(cells => new LimitLine(
            cells[0], cells[1], cells[2], Number(cells[3]), Number(cells[4]), cells[5], cells[6]))];
    }

    /// <summary>The point of each net that has a needle, by needles.csv.</summary>
    public static IReadOnlyDictionary<string, string> Points(string path)
    {
        return TableFile.Read(path, "point,net,x,y,why").ToDictionary(cells => cells[1], cells => cells[0]);
    }

    /// <summary>The lines below <see cref="Head"/>.</summary>
    /// <exception cref="InvalidDataException">A net without a needle, a range without room, or a state that is left and entered again, for
    /// then a jig would feed the board twice: which line it is.</exception>
    public static IEnumerable<string> Lines(IReadOnlyList<LimitLine> limits, IReadOnlyDictionary<string, string> points)
    {
        HashSet<string> left = [];
        for (int i = 0; i < limits.Count; i++)
        {
            LimitLine limit = limits[i];
            if (i > 0 && limits[i - 1].When != limit.When) left.Add(limits[i - 1].When);
            if (left.Contains(limit.When)) throw Mistake(i, $"'{limit.When}' was left before");
            if (!(limit.Least < limit.Most)) throw Mistake(i, $"nothing is between {Text(limit.Least)} and {Text(limit.Most)}");
            string point = PointOf(limit.Net, points, i);
            string to = PointOf(limit.To, points, i);
            yield return string.Join(
                ',', i + 1, limit.When, point, limit.Net, to, limit.To, Text(limit.Least), Text(limit.Most), limit.Unit);
        }
    }

    private static string PointOf(string net, IReadOnlyDictionary<string, string> points, int line)
    {
        return points.TryGetValue(net, out string? point) ? point : throw Mistake(line, $"no needle reaches {net}");
    }

    private static InvalidDataException Mistake(int line, string what)
    {
        return new InvalidDataException($"limits.csv:{line + 2}: {what}");
    }

    private static double Number(string cell)
    {
        return double.Parse(cell, CultureInfo.InvariantCulture);
    }

    private static string Text(double value)
    {
        return value.ToString("0.###", CultureInfo.InvariantCulture);
    }
}
