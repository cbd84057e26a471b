using System;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Board.Drawing;

/// <summary>Draws one wire after the other from where it stands, with parts in between. A pen that is branched off leaves the first
/// where it was.</summary>
public sealed class Pen
{
    private readonly Sheet _sheet;
    private Point _at;
    private Direction _way;

    internal Pen(Sheet sheet, Point at, Direction way)
    {
        _sheet = sheet;
        _at = at;
        _way = way;
    }

    /// <summary>Where it stands.</summary>
    public Point At => _at;

    public Pen Up(int steps = 2)
    {
        return Go(Direction.Up, steps);
    }

    public Pen Down(int steps = 2)
    {
        return Go(Direction.Down, steps);
    }

    public Pen Left(int steps = 2)
    {
        return Go(Direction.Left, steps);
    }

    public Pen Right(int steps = 2)
    {
        return Go(Direction.Right, steps);
    }

    /// <summary>On in the way it has.</summary>
    public Pen On(int steps = 2)
    {
        return Go(_way, steps);
    }

    /// <summary>A part of two pins in the wire, pin <paramref name="first"/> first; the pen is behind it then.</summary>
    public Pen Through(string part, string first = "1")
    {
        PartLine line = _sheet.Line(part);
        Symbol symbol = _sheet.Library.Of(line.Symbol);
        bool isTopFirst = symbol.Pins[0].Number == first;
        int quarters = _way switch
        {
            Direction.Down => 0,
            Direction.Right => 1,
            Direction.Up => 2,
            _ => 3,
        };
        if (!isTopFirst) quarters = (quarters + 2) % 4;
        // What has no direction stands as it is read best.
        if (symbol.Pins[0].Name == "~" && !line.IsPolar) quarters %= 2;
        int half = Math.Abs(symbol.Pins[0].End.Y);
        _sheet.Add(line, _at.Go(_way, half), quarters);
        _at = _at.Go(_way, 2 * half);
        return this;
    }

    /// <summary>A part to another net beside the wire: the pen stays where it is.</summary>
    public Pen Branch(Action<Pen> draw)
    {
        draw(new Pen(_sheet, _at, _way));
        return this;
    }

    /// <summary>A part from here to a net's symbol, upwards or downwards; the pen stays.</summary>
    public Pen Tie(Direction way, string part, string net, int lead = 1, string first = "1")
    {
        return Branch(pen => pen.Go(way, lead).Through(part, first).Power(net));
    }

    /// <summary>To a pin of a part: straight, or level first and then up or down.</summary>
    public Pen To(Part part, string pin)
    {
        return To(part.End(pin));
    }

    /// <summary>To a point: straight, or level first and then up or down.</summary>
    public Pen To(Point end)
    {
        if (end.X != _at.X) Go(end.X > _at.X ? Direction.Right : Direction.Left, Math.Abs(end.X - _at.X));
        if (end.Y != _at.Y) Go(end.Y > _at.Y ? Direction.Down : Direction.Up, Math.Abs(end.Y - _at.Y));
        return this;
    }

    /// <summary>Ends in the symbol of a supply or ground.</summary>
    public void Power(string net)
    {
        _sheet.AddPower(net, _at);
    }

    /// <summary>Ends in the name of a net that goes on elsewhere, and points on in the way it has.</summary>
    public void Label(string net)
    {
        _sheet.AddLabel(net, _at, _way);
    }

    /// <summary>As <see cref="Label"/>, but the pen goes on.</summary>
    public Pen Named(string net, Direction way)
    {
        _sheet.AddLabel(net, _at, way);
        return this;
    }

    /// <summary>Says that the net is fed from outside; the pen goes on.</summary>
    public Pen Flag()
    {
        _sheet.AddFlag(_at);
        return this;
    }

    /// <summary>The pin is open on purpose.</summary>
    public void Open()
    {
        _sheet.AddOpen(_at);
    }

    private Pen Go(Direction way, int steps)
    {
        _way = way;
        if (steps == 0) return this;
        Point to = _at.Go(way, steps);
        _sheet.Add(new Wire(_at, to));
        _at = to;
        return this;
    }
}
