using System;

namespace EdgeGuard.Cli;

/// <summary>A file is no capture that can be read. The message says what it is, and what helps.</summary>
internal sealed class CaptureException(string problem, string remedy) : Exception(problem)
{
    public string Remedy { get; } = remedy;
}
