namespace EdgeGuard.Board.Bill;

/// <summary>A line of hardware/cost.csv: what a hundred modules need of one thing, for one of them.</summary>
/// <param name="Part">Of parts.csv, or what else a module takes.</param>
/// <param name="Number">The maker's, or in words.</param>
/// <param name="Pieces">A module.</param>
/// <param name="Price">Euros a piece when a hundred modules are made.</param>
/// <param name="Source">Where the price is from: "estimate", or who offered it.</param>
/// <param name="Date">When.</param>
public sealed record CostLine(string Part, string Number, int Pieces, double Price, string Source, string Date)
{
    /// <summary>Euros a module.</summary>
    public double Cost => Pieces * Price;
}
