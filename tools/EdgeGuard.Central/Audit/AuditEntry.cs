namespace EdgeGuard.Central;

/// <summary>A line of the audit log.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When, milliseconds since 1970.</param>
/// <param name="Who">The account that did it; empty for nobody who was signed in.</param>
/// <param name="Address">From where; empty for the console's own computer.</param>
/// <param name="Deed">What.</param>
/// <param name="Subject">To whom or to what it was done.</param>
/// <param name="Detail">What else there is to say, in words.</param>
public sealed record AuditEntry(long Number, long At, string Who, string Address, AuditDeed Deed, string Subject, string Detail);
