using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Writing;

/// <summary>The pieces that libraries and sheets share.</summary>
internal static class Marks
{
    /// <summary>Millimetres of a step.</summary>
    internal const double Step = 1.27;

    internal static Node At(Point at, int angle)
    {
        return new Node("at", at.X * Step, at.Y * Step, angle);
    }

    internal static Node At(double x, double y, int angle)
    {
        return new Node("at", x * Step, y * Step, angle);
    }

    internal static Node Effects(bool isHidden = false, string justify = "")
    {
        var effects = new Node("effects", Font());
        if (justify.Length > 0)
        {
            var node = new Node("justify");
            foreach (string word in justify.Split(' ')) node.Add(new Node.Bare(word));
            effects.Add(node);
        }
        if (isHidden) effects.Add(new Node("hide", Node.Yes));
        return effects;
    }

    internal static Node Font()
    {
        return new Node("font", new Node("size", 1.27, 1.27));
    }

    internal static Node Stroke(double width = 0)
    {
        return new Node("stroke", new Node("width", width), new Node("type", new Node.Bare("default")));
    }

    internal static Node Id(params string[] path)
    {
        return new Node("uuid", Ids.Of(path));
    }
}
