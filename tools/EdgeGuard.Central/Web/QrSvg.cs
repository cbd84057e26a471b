using System.Globalization;
using System.Text;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>A QR code as the path of an SVG: one square a dark module.</summary>
public static class QrSvg
{
    /// <summary>Modules of a side, its quiet zone included; 0 when the text is too long.</summary>
    public static int Size(string text) => QrPicture.Lines(text) is { Length: > 0 } lines ? lines[0].Length : 0;

    /// <summary>The path.</summary>
    public static string Path(string text)
    {
        var path = new StringBuilder();
        string[] lines = QrPicture.Lines(text);
        for (int y = 0; y < lines.Length; y++)
        {
            for (int x = 0; x < lines[y].Length; x++)
            {
                // The picture is made for terminals: what is written is light.
                char c = lines[y][x];
                if (c is ' ' or '▄') Square(path, x, 2 * y);
                if (c is ' ' or '▀') Square(path, x, 2 * y + 1);
            }
        }
        return path.ToString();
    }

    private static void Square(StringBuilder path, int x, int y) => path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
}
