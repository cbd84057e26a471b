namespace EdgeGuard.Central;

/// <summary>Something wrong, once for as often as it came. Immutable.</summary>
/// <param name="Kind">What.</param>
/// <param name="Site">Of which module; empty: of the console itself.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Subject">What tells it from others of its kind, such as a stream; fit to be shown.</param>
/// <param name="Detail">The last one in words, fit to be shown.</param>
/// <param name="FirstAt">When it was first seen, milliseconds since 1970.</param>
/// <param name="LastAt">When it was seen last.</param>
/// <param name="Count">How often.</param>
public sealed record Finding(
    FindingKind Kind, string Site, string Module, string Subject, string Detail, long FirstAt, long LastAt, long Count);
