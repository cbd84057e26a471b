namespace EdgeGuard.Central;

/// <summary>What makes two alerts the same one.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Site">Of which site; empty: of the console itself.</param>
/// <param name="Module">Of which module; empty: of the whole site.</param>
/// <param name="Subject">Of what of it, such as a PLC; fit to be shown, and empty where there is but one.</param>
public sealed record AlertKey(AlertKind Kind, string Site, string Module, string Subject);
