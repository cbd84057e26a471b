using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>An account as it is kept.</summary>
/// <param name="Id">Its number, never used again.</param>
/// <param name="Name">As <c>AccountLimits.IsName</c> has it.</param>
/// <param name="Salt">Of the password.</param>
/// <param name="Iterations">Likewise.</param>
/// <param name="Hash">Likewise: PBKDF2 with HMAC-SHA256. Empty before the person set a password.</param>
/// <param name="Secret">Of the second factor.</param>
/// <param name="LastStep">The step of the code that was used last: none is good twice.</param>
/// <param name="Failures">Failed logins in a row.</param>
/// <param name="OpensAt">When it may be tried again, milliseconds since 1970.</param>
/// <param name="IsDisabled">Whether an administrator shut it.</param>
internal sealed record PersonRecord(
    long Id,
    string Name,
    byte[] Salt,
    int Iterations,
    byte[] Hash,
    byte[] Secret,
    long LastStep,
    int Failures,
    long OpensAt,
    bool IsDisabled)
{
    /// <summary>Whether the person set a password.</summary>
    internal bool HasJoined => Hash.Length > 0;

    /// <summary>Whether it has to wait after failures. A clock that was set back does not make it wait for longer than that.</summary>
    internal bool IsShut(long now) => OpensAt > now && OpensAt - now <= LockOut.LastMs;
}
