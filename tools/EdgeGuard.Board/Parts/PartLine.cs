namespace EdgeGuard.Board.Parts;

/// <summary>A line of hardware/board/parts.csv.</summary>
/// <param name="Part">The name by which sheets ask for it.</param>
/// <param name="Symbol">Of the project's library.</param>
/// <param name="Value">As printed on the sheet.</param>
/// <param name="Manufacturer">Who makes it.</param>
/// <param name="Number">The manufacturer's number for it.</param>
/// <param name="Alternative">What may be mounted in its place.</param>
/// <param name="Package">What it is soldered as.</param>
/// <param name="Rating">What it bears, in words; the first number is what a rule compares.</param>
/// <param name="CelsiusMin">The coldest air around it for which its maker sells it.</param>
/// <param name="CelsiusMax">The warmest; of a coil, itself with its own heat.</param>
public sealed record PartLine(
    string Part, string Symbol, string Value, string Manufacturer, string Number, string Alternative, string Package, string Rating,
    int CelsiusMin, int CelsiusMax)
{
    /// <summary>Whether it matters which pin is which.</summary>
    public bool IsPolar => Symbol is "C_Polarized" or "Battery";
}
