namespace EdgeGuard.Core;

/// <summary>Why somebody is no longer logged in, in words.</summary>
public static class LogoutReasonText
{
    /// <summary>Short, without a full stop.</summary>
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
