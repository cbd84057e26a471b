namespace EdgeGuard.Board.Drawing;

/// <summary>A pin of a symbol.</summary>
/// <param name="Number">On the package.</param>
/// <param name="Name">As the datasheet has it; ~ where it has none.</param>
/// <param name="Kind">KiCad's electrical type.</param>
/// <param name="End">Where a wire ends, in the symbol.</param>
/// <param name="Outward">From the body to that end.</param>
public sealed record Pin(string Number, string Name, string Kind, Point End, Direction Outward);
