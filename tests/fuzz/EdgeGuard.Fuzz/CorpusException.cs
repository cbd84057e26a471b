using System;

namespace EdgeGuard.Fuzz;

/// <summary>A line of a corpus that is no input; the message names file and line.</summary>
public sealed class CorpusException(string message, Exception? inner = null) : Exception(message, inner);
