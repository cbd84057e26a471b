using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>Refusals in words, the same for events, <c>explain</c> and the console.</summary>
public static class RefusalText
{
    /// <summary>Short, without a full stop; <c>reason N</c> for one not known here.</summary>
    public static string Of(Refusal reason)
    {
        switch (reason)
        {
            case Refusal.None: return "not refused";
            case Refusal.Malformed: return "malformed request";
            case Refusal.Never: return "forbidden by never";
            case Refusal.NoRole: return "client has no role";
            case Refusal.UnknownRole: return "role not in the policy";
            case Refusal.Function: return "function not allowed";
            case Refusal.SubFunction: return "sub-function not allowed";
            case Refusal.Unit: return "unit not allowed";
            case Refusal.Address: return "address not allowed";
            case Refusal.Quantity: return "quantity not allowed";
            case Refusal.Value: return "value not allowed";
            case Refusal.Step: return "step too large";
            case Refusal.Mask: return "bits outside the mask";
            case Refusal.State: return "condition does not hold";
            case Refusal.StateUnknown: return "state could not be read";
            case Refusal.Time: return "outside the time window";
            case Refusal.TimeUnknown: return "clock not trusted";
            case Refusal.Rate: return "too many requests a second";
            case Refusal.Pending: return "too many requests waiting";
            case Refusal.Lifetime: return "waited too long";
            case Refusal.Sessions: return "too many sessions";
            case Refusal.Identity: return "certificate no longer valid";
            case Refusal.Broadcast: return "broadcast not allowed";
            case Refusal.Isolated: return "the module is isolated";
            case Refusal.ShortConnection: return "the PLC ends its connections, and 'step' and 'when' need one that lasts";
            case Refusal.UnknownClause: return "the line has a clause that cannot be judged";
            default: return "reason " + (int)reason;
        }
    }
}
