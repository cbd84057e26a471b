namespace EdgeGuard.Cli;

/// <summary>What clients repeat on a serial line.</summary>
internal sealed record TimingOptions
{
    public required PolledFunction Function { get; init; }

    /// <summary>How many registers or coils each request is about.</summary>
    public required int Quantity { get; init; }

    /// <summary>How many clients ask at once.</summary>
    public required int Clients { get; init; }

    /// <summary>How long the PLC thinks, silence t3.5 not included.</summary>
    public required long DelayUs { get; init; }

    /// <summary>How long the module waits for an answer to begin.</summary>
    public required long PlcTimeoutUs { get; init; }
}
