namespace EdgeGuard.Central;

/// <summary>What becomes of an alert in a round.</summary>
/// <param name="Alert">As it is now.</param>
/// <param name="What">What became of it.</param>
internal sealed record AlertChange(Alert Alert, AlertTurn What);
