namespace EdgeGuard.Central;

/// <summary>Somebody who is signed in, as of now.</summary>
/// <param name="Name">The account.</param>
/// <param name="Roles">What they may.</param>
/// <param name="Session">Number of the session.</param>
/// <param name="ProvedAt">When password and second factor were last shown in it, milliseconds since 1970.</param>
public sealed record SignedInPerson(string Name, SiteRoles Roles, long Session, long ProvedAt)
{
    /// <summary>Whether it is a program with a key, and nobody who signed in.</summary>
    public bool IsProgram { get; init; }
}
