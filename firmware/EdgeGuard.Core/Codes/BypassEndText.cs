namespace EdgeGuard.Core;

/// <summary>Why a bypass has ended, in words.</summary>
public static class BypassEndText
{
    /// <summary>Short, without a full stop.</summary>
    public static string Of(BypassEnd end)
    {
        switch (end)
        {
            case BypassEnd.Key: return "the key was turned back";
            case BypassEnd.Configuration: return "the configuration allows none";
            case BypassEnd.PanelLost: return "the key switch cannot be read";
            case BypassEnd.Stopped: return "the module stops";
            default: return "reason " + (int)end;
        }
    }
}
