using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Board.Layout;

/// <summary>A line of hardware/board/footprints.csv.</summary>
/// <param name="Part">Of parts.csv.</param>
/// <param name="Footprint">In the project's library.</param>
/// <param name="Origin">A footprint of KiCad's libraries, Library:Name (in the file %2C is a comma); "drawn" where
/// <see cref="OwnFootprints"/> makes it.</param>
/// <param name="Pads">Where a symbol's pin has another number than the package's pad: "pin:pad", more with a blank between.</param>
/// <param name="Source">What the pads were taken from.</param>
public sealed record FootprintLine(string Part, string Footprint, string Origin, string Pads, string Source)
{
    /// <summary>Whether nobody's library has it.</summary>
    public bool IsDrawn => Origin == "drawn";

    /// <summary>The symbol's pin at a pad of the package; a pad that no pin is at has none.</summary>
    public string PinAt(string pad)
    {
        if (Pads.Length == 0) return pad;
        return Pairs().Where(pair => pair.Pad == pad).Select(pair => pair.Pin).FirstOrDefault("");
    }

    private IEnumerable<(string Pin, string Pad)> Pairs()
    {
        return Pads.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':')).Select(pair => (pair[0], pair[1]));
    }
}
