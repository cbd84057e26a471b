using System.Globalization;
using System.Text;

namespace EdgeGuard.Board.Wiring;

/// <summary>A drawing in millimetres, black on white, that prints and is read by every browser.</summary>
internal sealed class Svg
{
    private const string Command = "dotnet run --project tools/EdgeGuard.Board -- wire hardware/install";

    private readonly StringBuilder _text = new();

    internal Svg(string title, double width, double height)
    {
        _text.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\" ");
        _text.Append("font-family=\"sans-serif\" font-size=\"3\" fill=\"none\" stroke=\"black\" stroke-width=\"0.3\">\n");
        _text.Append(CultureInfo.InvariantCulture, $"<title>{title}</title>\n<desc>{Command}</desc>\n");
        _text.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\" stroke=\"none\"/>\n");
    }

    /// <summary>A device with its name inside, at the top.</summary>
    internal void Box(double x, double y, double width, double height, params string[] lines)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"1\"/>\n");
        for (int i = 0; i < lines.Length; i++) Text(x + width / 2, y + 4.5 + 4 * i, lines[i], "middle", i == 0);
    }

    /// <summary>A contact or a jack: a small square with what stands beside it.</summary>
    internal void Contact(double x, double y, string mark, string anchor, double markX)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x - 1}\" y=\"{y - 1}\" width=\"2\" height=\"2\" fill=\"white\"/>\n");
        Text(x + markX, y + 1, mark, anchor);
    }

    /// <summary>A wire, corner by corner.</summary>
    internal void Wire(string colour, bool isDashed, params double[] corners)
    {
        _text.Append("<polyline points=\"");
        for (int i = 0; i < corners.Length; i += 2)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : " ")}{corners[i]},{corners[i + 1]}");
        }
        _text.Append(CultureInfo.InvariantCulture, $"\" stroke=\"{colour}\" stroke-width=\"0.6\"");
        _text.Append(isDashed ? " stroke-dasharray=\"2 1.2\"/>\n" : "/>\n");
    }

    internal void Text(double x, double y, string text, string anchor = "start", bool isBold = false)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"black\" stroke=\"none\"");
        _text.Append(isBold ? " font-weight=\"bold\">" : ">");
        _text.Append(text.Replace("&", "&amp;").Replace("<", "&lt;")).Append("</text>\n");
    }

    internal string End()
    {
        return _text + "</svg>\n";
    }
}
