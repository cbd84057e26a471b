namespace EdgeGuard.Core;

/// <summary>What happened to an account, in words.</summary>
public static class AccountChangeText
{
    /// <summary>Short, without a full stop.</summary>
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
}
