namespace EdgeGuard.Central;

/// <summary>A line of an alert's history.</summary>
/// <param name="At">When, milliseconds since 1970.</param>
/// <param name="What">What became of it, in a word.</param>
/// <param name="Who">Who did it; empty: the console.</param>
/// <param name="Text">Why, or what exactly.</param>
public sealed record AlertNote(long At, string What, string Who, string Text);
