namespace EdgeGuard.Cli;

/// <summary>How <c>read</c>, <c>write</c>, <c>request</c>, <c>connect</c> and
/// <c>ca</c> end. Documented in their help; scripts rely on it.</summary>
internal static class ClientExit
{
    internal const int Success = 0;

    /// <summary>No connection, no answer, files that cannot be used.</summary>
    internal const int Failed = 1;

    /// <summary>Wrong arguments.</summary>
    internal const int Misused = 2;

    /// <summary>The answer is a Modbus exception: refused by the policy, or by the PLC.</summary>
    internal const int Exception = 3;

    internal const string Help =
        "\n\nExit codes: 0 done, 1 no connection or no answer or unusable files, 2 wrong arguments, 3 the answer is a Modbus exception.";
}
