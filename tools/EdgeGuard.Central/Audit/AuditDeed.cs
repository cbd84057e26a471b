namespace EdgeGuard.Central;

/// <summary>What was done at the console. Stored: appended to, never renumbered.</summary>
public enum AuditDeed : byte
{
    None = 0,
    FirstAccountMade = 1,
    FirstCodeWrong = 2,
    SignedIn = 3,
    SignInFailed = 4,
    SignedOut = 5,
    Proved = 6,
    ProofFailed = 7,
    Invited = 8,
    Joined = 9,
    JoinFailed = 10,
    RoleGiven = 11,
    RoleTaken = 12,
    Disabled = 13,
    Enabled = 14,
    Reset = 15,
    Removed = 16,
    SessionEnded = 17,
    PasswordChanged = 18,
    AuthenticatorChanged = 19,
    RecoveryCodesMade = 20,
    RecoveryCodeUsed = 21,
    LogCut = 22,
    CertificateIssued = 23,
    SealKeyTaken = 24,
    Exported = 25,
}
