namespace EdgeGuard.Central;

/// <summary>A way into a module.</summary>
/// <param name="Transport"><c>tls</c>, <c>unsafe-plain</c> or <c>serial</c>.</param>
/// <param name="Address">Where.</param>
/// <param name="IsUnsafe">Whether clients are believed without proof.</param>
/// <param name="Roles">What gives them roles.</param>
public sealed record ListenerReport(string Transport, string Address, bool IsUnsafe, string Roles);
