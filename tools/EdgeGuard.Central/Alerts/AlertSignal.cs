namespace EdgeGuard.Central;

/// <summary>What a condition says of one thing in one round. What it does not speak of does not hold.</summary>
/// <param name="Site">Of which site.</param>
/// <param name="Module">Of which module.</param>
/// <param name="Subject">Of what of it.</param>
/// <param name="Detail">What exactly, fit to be shown.</param>
internal sealed record AlertSignal(string Site, string Module, string Subject, string Detail)
{
    /// <summary>Since when, as far as is known; 0: since now.</summary>
    internal long Since { get; init; }

    /// <summary>How often it happened in this round; 0 for what holds rather than happens.</summary>
    internal long Times { get; init; }

    internal SignalKind Kind { get; init; }
}
