namespace EdgeGuard.Central;

/// <summary>The names of deeds, as they are shown and searched for.</summary>
public static class AuditDeedText
{
    /// <summary>A deed's name.</summary>
    public static string Of(AuditDeed deed) => deed switch
    {
        AuditDeed.FirstAccountMade => "first account made",
        AuditDeed.FirstCodeWrong => "first code wrong",
        AuditDeed.SignedIn => "signed in",
        AuditDeed.SignInFailed => "sign-in failed",
        AuditDeed.SignedOut => "signed out",
        AuditDeed.Proved => "proved again who it is",
        AuditDeed.ProofFailed => "proof failed",
        AuditDeed.Invited => "invited",
        AuditDeed.Joined => "joined",
        AuditDeed.JoinFailed => "join failed",
        AuditDeed.RoleGiven => "role given",
        AuditDeed.RoleTaken => "role taken",
        AuditDeed.Disabled => "disabled",
        AuditDeed.Enabled => "enabled",
        AuditDeed.Reset => "reset",
        AuditDeed.Removed => "removed",
        AuditDeed.SessionEnded => "session ended",
        AuditDeed.PasswordChanged => "password changed",
        AuditDeed.AuthenticatorChanged => "authenticator changed",
        AuditDeed.RecoveryCodesMade => "recovery codes made",
        AuditDeed.RecoveryCodeUsed => "recovery code used",
        AuditDeed.LogCut => "log cut",
        AuditDeed.CertificateIssued => "certificate issued",
        AuditDeed.Exported => "exported",
        AuditDeed.SealKeyTaken => "seal key taken in",
        AuditDeed.AlertsAcknowledged => "alerts acknowledged",
        AuditDeed.AlertsShelved => "alerts shelved",
        AuditDeed.PolicyTaken => "policy taken in",
        AuditDeed.BackupMade => "backup made",
        AuditDeed.PasskeyAdded => "passkey added",
        AuditDeed.PasskeyRemoved => "passkey removed",
        AuditDeed.ProviderAccountMade => "provider account made",
        AuditDeed.PasskeyRefused => "passkey refused",
        AuditDeed.RetentionSet => "retention set",
        AuditDeed.NoticeTested => "notice tested",
        AuditDeed.ApiKeyMade => "API key made",
        AuditDeed.ApiKeyRevoked => "API key revoked",
        AuditDeed.ApiKeyUsed => "API key used from elsewhere",
        AuditDeed.ApiKeyRefused => "API key refused",
        _ => "",
    };
}
