using System.Collections.Generic;
using System.Globalization;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Board.Drawing;

/// <summary>A sheet of the schematic while it is drawn. References are its number and a count, in the order of drawing.</summary>
public sealed class Sheet
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly PartList _parts;
    private int _powers;

    /// <param name="number">1…99; the hundreds of its references.</param>
    /// <param name="name">Of its file.</param>
    /// <param name="title">In its frame.</param>
    /// <param name="library">Where its symbols are.</param>
    /// <param name="parts">The parts list.</param>
    public Sheet(int number, string name, string title, Library library, PartList parts)
    {
        Number = number;
        Name = name;
        Title = title;
        Library = library;
        _parts = parts;
    }

    public int Number { get; }

    public string Name { get; }

    public string Title { get; }

    public Library Library { get; }

    public List<Part> Drawn { get; } = [];

    public List<Wire> Wires { get; } = [];

    public List<NetLabel> Labels { get; } = [];

    public List<Point> Opens { get; } = [];

    /// <summary>What is written beside the circuit: why a value is what it is. Upper left corner of each.</summary>
    public List<(string Text, Point At)> Notes { get; } = [];

    /// <summary>Puts a part down; a box's upper left corner is at the place.</summary>
    public Part Place(string part, int x, int y)
    {
        return Add(Line(part), new Point(x, y), 0);
    }

    /// <summary>A pen at a part's pin, pointing out of it.</summary>
    public Pen From(Part part, string pin)
    {
        return new Pen(this, part.End(pin), part.Outward(pin));
    }

    /// <summary>A pen somewhere on a wire.</summary>
    public Pen From(Point at, Direction way)
    {
        return new Pen(this, at, way);
    }

    /// <summary>Pins that are open on purpose.</summary>
    public void Open(Part part, params string[] pins)
    {
        foreach (string pin in pins) From(part, pin).Open();
    }

    /// <summary>Pins with a short wire and the name of a net each.</summary>
    public void Label(Part part, params (string Pin, string Net)[] pins)
    {
        foreach ((string pin, string net) in pins) From(part, pin).On().Label(net);
    }

    /// <summary>Pins with a short wire to a supply's or a ground's symbol each.</summary>
    public void Power(Part part, string net, params string[] pins)
    {
        foreach (string pin in pins) From(part, pin).On().Power(net);
    }

    /// <summary>Writes beside the circuit.</summary>
    public void Note(int x, int y, params string[] lines)
    {
        Notes.Add((string.Join('\n', lines), new Point(x, y)));
    }

    internal PartLine Line(string part)
    {
        return _parts.Find(part);
    }

    internal Part Add(PartLine line, Point at, int quarters)
    {
        Symbol symbol = Library.Of(line.Symbol);
        int count = _counts.GetValueOrDefault(symbol.Prefix) + 1;
        _counts[symbol.Prefix] = count;
        var part = new Part(symbol.Prefix + (100 * Number + count).ToString(CultureInfo.InvariantCulture), symbol, line, at, quarters);
        Drawn.Add(part);
        return part;
    }

    internal void Add(Wire wire)
    {
        Wires.Add(wire);
    }

    internal void AddPower(string net, Point at)
    {
        Drawn.Add(new Part(Hidden("#PWR"), Library.Power(net), null, at, 0));
    }

    internal void AddFlag(Point at)
    {
        Drawn.Add(new Part(Hidden("#FLG"), Shapes.Flag, null, at, 0));
    }

    internal void AddLabel(string net, Point at, Direction way)
    {
        Labels.Add(new NetLabel(net, at, way));
    }

    internal void AddOpen(Point at)
    {
        Opens.Add(at);
    }

    private string Hidden(string prefix)
    {
        _powers++;
        return prefix + (1000 * Number + _powers).ToString(CultureInfo.InvariantCulture);
    }
}
