namespace EdgeGuard.Store;

/// <summary>What is wrong and what would be right, for every <see cref="IsolationFault"/>.</summary>
public static class IsolationFaultText
{
    /// <param name="fault">What is wrong.</param>
    /// <param name="isOn">Whether the module was to be isolated, or opened again.</param>
    public static string Message(IsolationFault fault, bool isOn)
    {
        switch (fault)
        {
            case IsolationFault.NotAllowed: return FaultWords.NotAllowed;
            case IsolationFault.None: return "done";
            case IsolationFault.Already: return isOn ? "the module is isolated already" : "the module is not isolated";
            case IsolationFault.StoreRefused:
                return isOn ? "the module is isolated now, but the store refused to write: a restart would open it"
                    : "the store refused to write; the module stays isolated";
            default: return "unknown fault";
        }
    }

    /// <param name="fault">What is wrong.</param>
    /// <param name="isOn">Whether the module was to be isolated, or opened again.</param>
    public static string Remedy(IsolationFault fault, bool isOn)
    {
        switch (fault)
        {
            case IsolationFault.NotAllowed: return FaultWords.AskTechnician;
            case IsolationFault.Already: return isOn ? "'isolate off' lets clients in again" : "";
            case IsolationFault.StoreRefused: return FaultWords.MediumRefuses;
            default: return "";
        }
    }
}
