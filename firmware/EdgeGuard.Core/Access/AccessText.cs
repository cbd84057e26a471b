namespace EdgeGuard.Core;

/// <summary>The words for what happens to accounts and logins, for everybody who shows it.</summary>
public static class AccessText
{
    public static string Of(AccountChange change)
    {
        switch (change)
        {
            case AccountChange.Password: return "new password";
            case AccountChange.Level: return "new level";
            case AccountChange.SecondFactorSet: return "second factor set";
            case AccountChange.SecondFactorRemoved: return "second factor removed";
            case AccountChange.Unlocked: return "unlocked";
            default: return "change " + (int)change;
        }
    }

    public static string Of(LogoutReason reason)
    {
        switch (reason)
        {
            case LogoutReason.ByPerson: return "by the person";
            case LogoutReason.Idle: return "nothing typed for too long";
            case LogoutReason.LineEnded: return "the console's line ended";
            case LogoutReason.AccountChanged: return "the account was changed";
            default: return "reason " + (int)reason;
        }
    }
}
