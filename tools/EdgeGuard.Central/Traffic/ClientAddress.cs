namespace EdgeGuard.Central;

/// <summary>An address from which a client came.</summary>
/// <param name="Address">The address; a port's name of a serial client.</param>
/// <param name="FirstAt">When it was seen there first, milliseconds since 1970.</param>
/// <param name="LastAt">When last.</param>
internal sealed record ClientAddress(string Address, long FirstAt, long LastAt);
