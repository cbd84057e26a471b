namespace EdgeGuard.Host.Tests.Printed;

/// <summary>A command that somebody reads and may type: in a message, in help, in a document.</summary>
/// <param name="Where">File and line.</param>
/// <param name="Text">The command, with a capital X where a program puts in what it knows only then.</param>
/// <param name="IsWhole">An example, to be typed as it stands; otherwise the mention of a command, whose arguments may be left out.</param>
internal sealed record PrintedCommand(string Where, string Text, bool IsWhole);
