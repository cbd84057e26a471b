using System.Collections.Generic;

namespace EdgeGuard.Board.Drawing;

/// <summary>Where a part's reference and value are written.</summary>
public static class Fields
{
    // Steps between a body and what is written beside it.
    private const double Gap = 0.7;
    private const double LineHeight = 1.5;

    /// <summary>The reference, unless it is hidden, and the value. Of a net's symbol the net, unless everybody knows it.</summary>
    public static IEnumerable<Word> Of(Part part)
    {
        if (part.Symbol.IsPower) return OfPower(part);
        if (part.Line == null) return [];
        return Shown(part, part.Reference, part.Line.Value);
    }

    private static IEnumerable<Word> OfPower(Part part)
    {
        if (part.Symbol.Name == "GND") yield break;
        bool isGround = part.Symbol.Pins[0].Outward == Direction.Up;
        yield return new Word(part.Symbol.Name, part.At.X, part.At.Y + (isGround ? 2.8 : -2.2));
    }

    private static Word[] Shown(Part part, string reference, string value)
    {
        Area body = part.Body();
        double middle = (body.Left + body.Right) / 2;
        bool isUpright = part.Symbol.Pins.Count == 2 && part.Quarters % 2 == 0;
        if (isUpright || part.Symbol.Name == "N_MOSFET") return Beside(body, reference, value);
        if (part.Symbol.IsBox) return Stacked(middle, body.Bottom + 1, reference, value);
        // Between the wires that leave it below.
        if (part.Symbol.Name == "Relay_DPDT") return Stacked(part.At.X + 3, body.Bottom + 1, reference, value);
        if (part.Symbol.Name == "P_MOSFET") return Stacked(middle, body.Top - 1 - LineHeight, reference, value);
        double valueY = part.Symbol.Name == "R" ? part.At.Y : body.Bottom + 1;
        return [new Word(reference, middle, body.Top - 1), new Word(value, middle, valueY)];
    }

    private static Word[] Beside(Area body, string reference, string value)
    {
        double left = body.Right + Gap;
        double y = (body.Top + body.Bottom) / 2;
        return
        [
            new Word(reference, left + Word.Width(reference) / 2, y - LineHeight / 2),
            new Word(value, left + Word.Width(value) / 2, y + LineHeight / 2),
        ];
    }

    private static Word[] Stacked(double x, double y, string reference, string value)
    {
        return [new Word(reference, x, y), new Word(value, x, y + LineHeight)];
    }
}
