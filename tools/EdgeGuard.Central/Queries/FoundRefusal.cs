namespace EdgeGuard.Central;

/// <summary>What makes refusals of several files the same one.</summary>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Client">Who was refused; null for nobody.</param>
/// <param name="Key">What was refused. Its numbers of module and client, which hold in one file alone, are 0.</param>
internal readonly record struct FoundRefusal(string Site, string Module, FoundClient? Client, RefusalKey Key);
