namespace EdgeGuard.Central;

/// <summary>A session that is open.</summary>
/// <param name="Id">Its number.</param>
/// <param name="BeganAt">Milliseconds since 1970.</param>
/// <param name="SeenAt">When it was used last, to within minutes.</param>
/// <param name="Address">Where it began.</param>
/// <param name="Browser">What the browser calls itself.</param>
public sealed record SessionView(long Id, long BeganAt, long SeenAt, string Address, string Browser);
