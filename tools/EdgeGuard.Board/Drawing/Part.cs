using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Board.Drawing;

/// <summary>A symbol on a sheet.</summary>
/// <param name="Reference">As printed, R101.</param>
/// <param name="Symbol">What it looks like.</param>
/// <param name="Line">Its line in the parts list; null for power symbols.</param>
/// <param name="At">The symbol's origin.</param>
/// <param name="Quarters">How far it is turned, counter-clockwise.</param>
public sealed record Part(string Reference, Symbol Symbol, PartLine? Line, Point At, int Quarters)
{
    /// <summary>Where a wire to the pin ends.</summary>
    public Point End(string pin)
    {
        return At + Symbol.Find(pin).End.Turn(Quarters);
    }

    /// <summary>The way out of the pin.</summary>
    public Direction Outward(string pin)
    {
        return (Direction)(((int)Symbol.Find(pin).Outward + 4 - Quarters) % 4);
    }

    /// <summary>Every pin's number with where it ends.</summary>
    public IEnumerable<(Pin Pin, Point End)> Ends()
    {
        return Symbol.Pins.Select(pin => (pin, At + pin.End.Turn(Quarters)));
    }

    /// <summary>What the body covers.</summary>
    public Area Body()
    {
        return Area.Of(At + Symbol.Low.Turn(Quarters), At + Symbol.High.Turn(Quarters));
    }
}
