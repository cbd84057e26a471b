namespace EdgeGuard.Central;

/// <summary>A key by which a program reads, as it is listed: what is stored of the key itself lets nobody in. Times are milliseconds since
/// 1970.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Site">Of which site it sees what a viewer sees; <see cref="SiteRoles.Everywhere"/> for all.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeBy">By which account.</param>
/// <param name="EndsAt">From when on it is not good any more; 0: it was made to last until it is revoked.</param>
/// <param name="UsedAt">When it was used last, to the minute; 0 for never.</param>
/// <param name="UsedFrom">From which address that was.</param>
/// <param name="RevokedAt">When it was revoked; 0 for never.</param>
public sealed record ApiKey(
    long Id, string Name, string Site, long MadeAt, string MadeBy, long EndsAt, long UsedAt, string UsedFrom, long RevokedAt)
{
    /// <summary>Whether it is good at a time.</summary>
    public bool IsGood(long now) => RevokedAt == 0 && (EndsAt == 0 || now < EndsAt);
}
