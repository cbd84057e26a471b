namespace EdgeGuard.Central;

/// <summary>Whose polls: of a module, or of a client wherever it is.</summary>
/// <param name="Site">Of this site; null for all.</param>
/// <param name="Module">Of modules of this name; null for all.</param>
/// <param name="Stream">Of this stream; null: of that which a module told of last.</param>
/// <param name="Client">Of the client that is known by this; null for all.</param>
internal sealed record PollPlace(string? Site = null, string? Module = null, string? Stream = null, string? Client = null);
