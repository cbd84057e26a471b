using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Writing;

/// <summary>A symbol as KiCad's libraries have it, where y goes up.</summary>
internal static class SymbolWriter
{
    private const double LineWidth = 0.2;

    /// <param name="symbol">The symbol.</param>
    /// <param name="library">In front of its name, as sheets have it; empty in the library itself.</param>
    internal static Node Write(Symbol symbol, string library)
    {
        var node = new Node("symbol", library + symbol.Name);
        if (symbol.IsPower) node.Add(new Node("power"));
        if (!symbol.IsBox) node.Add(new Node("pin_numbers", new Node("hide", Node.Yes)));
        node.Add(symbol.IsBox
            ? new Node("pin_names", new Node("offset", 0.6)) : new Node("pin_names", new Node("offset", 0), new Node("hide", Node.Yes)));
        bool isPart = symbol.Prefix[0] != '#';
        node.Add(new Node("exclude_from_sim", Node.No), new Node("in_bom", isPart ? Node.Yes : Node.No), new Node("on_board", Node.Yes));
        node.Add(Property("Reference", symbol.Prefix, !isPart), Property("Value", symbol.Name, false));
        node.Add(Property("Footprint", "", true), Property("Datasheet", "", true));
        node.Add(Shape(symbol), Pins(symbol), new Node("embedded_fonts", Node.No));
        return node;
    }

    private static Node Property(string name, string value, bool isHidden)
    {
        return new Node("property", name, value, Marks.At(0.0, 0.0, 0), Marks.Effects(isHidden));
    }

    private static Node Shape(Symbol symbol)
    {
        var node = new Node("symbol", symbol.Name + "_0_1");
        return symbol.IsBox ? node.Add(Box(symbol)) : node.Add(Draw(symbol.Shape));
    }

    private static Node Box(Symbol symbol)
    {
        return new Node(
            "rectangle", Corner("start", symbol.Low.X, symbol.Low.Y), Corner("end", symbol.High.X, symbol.High.Y), Marks.Stroke(LineWidth),
            new Node("fill", new Node("type", new Node.Bare("background"))));
    }

    private static IEnumerable<Node> Draw(string shape)
    {
        var words = new Queue<string>(shape.Split(' '));
        while (words.Count > 0)
        {
            switch (words.Dequeue())
            {
                case "L":
                    yield return Line(words, 2, "none");
                    break;
                case "P":
                    yield return Line(words, (int)Number(words, 1), "outline");
                    break;
                case "R":
                    yield return new Node(
                        "rectangle", Corner("start", Number(words), Number(words)), Corner("end", Number(words), Number(words)),
                        Marks.Stroke(LineWidth), new Node("fill", new Node("type", new Node.Bare("none"))));
                    break;
                case "C":
                    yield return new Node(
                        "circle", Corner("center", Number(words), Number(words)), new Node("radius", Number(words) * Marks.Step),
                        Marks.Stroke(LineWidth), new Node("fill", new Node("type", new Node.Bare("none"))));
                    break;
                default:
                    yield return Text(words);
                    break;
            }
        }
    }

    private static Node Text(Queue<string> words)
    {
        Node at = Marks.At(Number(words), -Number(words), 0);
        return new Node("text", words.Dequeue(), at, Marks.Effects());
    }

    private static Node Line(Queue<string> words, int count, string fill)
    {
        var points = new Node("pts");
        Node? first = null;
        for (int i = 0; i < count; i++)
        {
            Node point = Corner("xy", Number(words), Number(words));
            first ??= point;
            points.Add(point);
        }
        if (count > 2) points.Add(first!);
        return new Node("polyline", points, Marks.Stroke(LineWidth), new Node("fill", new Node("type", new Node.Bare(fill))));
    }

    private static double Number(Queue<string> words, double scale = 10)
    {
        return int.Parse(words.Dequeue(), CultureInfo.InvariantCulture) / scale;
    }

    private static Node Corner(string word, double x, double y)
    {
        return new Node(word, x * Marks.Step, -y * Marks.Step);
    }

    private static Node Pins(Symbol symbol)
    {
        return new Node("symbol", symbol.Name + "_1_1").Add(symbol.Pins.Select(pin => PinOf(symbol, pin)));
    }

    private static Node PinOf(Symbol symbol, Pin pin)
    {
        int angle = pin.Outward switch
        {
            Direction.Left => 0,
            Direction.Right => 180,
            Direction.Up => 270,
            _ => 90,
        };
        double length = symbol.IsBox ? 2 * Marks.Step : 0;
        return new Node(
            "pin", new Node.Bare(pin.Kind), new Node.Bare("line"), Marks.At(new Point(pin.End.X, -pin.End.Y), angle),
            new Node("length", length), new Node("name", pin.Name, Marks.Effects()), new Node("number", pin.Number, Marks.Effects()));
    }
}
