namespace EdgeGuard.Central;

/// <summary>What rows can be sorted by, the largest first.</summary>
/// <param name="Name">As it stands in an address.</param>
/// <param name="Words">As people choose it.</param>
/// <param name="Sql">A whole number.</param>
internal sealed record SortOrder(string Name, string Words, string Sql);
