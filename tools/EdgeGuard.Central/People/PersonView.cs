namespace EdgeGuard.Central;

/// <summary>An account as administrators see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Roles">What it may.</param>
/// <param name="HasJoined">Whether the person set a password.</param>
/// <param name="IsDisabled">Whether it is shut.</param>
/// <param name="CreatedAt">Milliseconds since 1970.</param>
/// <param name="SeenAt">When it was used last; 0 for never.</param>
/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="CodeUntil">Until when its one-time code is good; 0 for none.</param>
/// <param name="Passkeys">How many there are.</param>
/// <param name="IsProvider">Whether the person comes in by the provider.</param>
public sealed record PersonView(
    string Name, SiteRoles Roles, bool HasJoined, bool IsDisabled, long CreatedAt, long SeenAt, int RecoveryCodes, long CodeUntil,
    int Passkeys, bool IsProvider);
