namespace EdgeGuard.Central;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Place">Where: a parameter, a header, the path.</param>
/// <param name="Value">What stands there, fit to be shown; empty for a secret, or for nothing.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ApiMistake(string Place, string Value, string Remedy);
