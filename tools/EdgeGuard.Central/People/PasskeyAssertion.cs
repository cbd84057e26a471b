using Microsoft.AspNetCore.Identity;

namespace EdgeGuard.Central;

/// <summary>What became of a passkey that was shown.</summary>
/// <param name="Person">Whose it is; null for nobody's.</param>
/// <param name="Passkey">The passkey as it is from now on; null where it was refused.</param>
/// <param name="Why">Why it was refused; empty where it was not.</param>
internal sealed record PasskeyAssertion(PersonRecord? Person, UserPasskeyInfo? Passkey, string Why)
{
    /// <summary>One that was not asked for in this session, was shown before, or comes too late.</summary>
    internal static PasskeyAssertion NotAsked { get; } =
        new(null, null, "a passkey that was not asked for, was shown before, or came too late");
}
