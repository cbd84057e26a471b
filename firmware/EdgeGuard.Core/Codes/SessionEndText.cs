namespace EdgeGuard.Core;

/// <summary>Why a session has ended, in words.</summary>
public static class SessionEndText
{
    /// <summary>Short, without a full stop.</summary>
    public static string Of(SessionEnd end)
    {
        switch (end)
        {
            case SessionEnd.ByClient: return "by the client";
            case SessionEnd.Idle: return "no request for too long";
            case SessionEnd.Stalled: return "the client stopped halfway";
            case SessionEnd.FrameBroken: return "not Modbus";
            case SessionEnd.Refused: return "after a refusal, as the policy says";
            case SessionEnd.Identity: return "certificate no longer valid";
            case SessionEnd.Stopped: return "the module stops";
            case SessionEnd.InternalFault: return "a fault of the module itself";
            case SessionEnd.ByPerson: return "by a person at the console";
            case SessionEnd.Isolated: return "the module was isolated";
            default: return "end " + (int)end;
        }
    }
}
