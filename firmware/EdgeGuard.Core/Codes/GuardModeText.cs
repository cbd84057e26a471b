namespace EdgeGuard.Core;

/// <summary>The one spelling of a <see cref="GuardMode"/>.</summary>
public static class GuardModeText
{
    /// <summary>The word of settings, reports and events; <c>mode N</c> for one not known here.</summary>
    public static string Of(GuardMode mode)
    {
        switch (mode)
        {
            case GuardMode.Enforce: return "enforce";
            case GuardMode.Observe: return "observe";
            default: return "mode " + (int)mode;
        }
    }
}
