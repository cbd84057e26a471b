namespace EdgeGuard.Core;

/// <summary>Why a configuration on trial is gone, in words.</summary>
public static class RollbackReasonText
{
    /// <summary>Short, without a full stop.</summary>
    public static string Of(RollbackReason reason)
    {
        switch (reason)
        {
            case RollbackReason.ByPerson: return "by a person";
            case RollbackReason.NotConfirmed: return "not confirmed in time";
            case RollbackReason.Restart: return "not confirmed before a restart";
            default: return "reason " + (int)reason;
        }
    }
}
