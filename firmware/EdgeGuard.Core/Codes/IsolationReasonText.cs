namespace EdgeGuard.Core;

/// <summary>Why the module is isolated, in words.</summary>
public static class IsolationReasonText
{
    /// <summary>Short, without a full stop.</summary>
    public static string Of(IsolationReason reason)
    {
        switch (reason)
        {
            case IsolationReason.ByPerson: return "by a person";
            case IsolationReason.Stored: return "as before the start";
            case IsolationReason.Unknown: return "after the start, because the record of it is damaged";
            default: return "reason " + (int)reason;
        }
    }
}
