namespace EdgeGuard.Shell;

/// <summary>Whether a secret can be used; says by <see cref="ConsoleSession.Fail"/> why not.</summary>
internal delegate bool SecretCheck(string secret);
