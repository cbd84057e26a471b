using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>What is wrong and what would be right, for every <see cref="CommitFault"/>.</summary>
public static class CommitFaultText
{
    public static string Message(CommitFault fault)
    {
        switch (fault)
        {
            case CommitFault.NotAllowed: return "this account may not change the configuration";
            case CommitFault.None: return "done";
            case CommitFault.Problems: return "the candidate has errors; nothing has changed";
            case CommitFault.NothingToCommit: return "the candidate is what is in force already";
            case CommitFault.OnTrial: return FaultWords.OnTrial;
            case CommitFault.NotOnTrial: return "no configuration is on trial";
            case CommitFault.Seconds: return "a trial takes 1 to 86400 seconds";
            case CommitFault.PlatformRefused: return "it could not be put in force; the one before is";
            case CommitFault.StoreRefused: return "the store refused to write; the configuration before is in force";
            case CommitFault.NoPrevious: return "there is no earlier configuration in the store";
            case CommitFault.TooLong: return "the text is too long";
            case CommitFault.ChangedMeanwhile: return "the candidate was changed at another console, and lines may have other numbers now";
            default: return "unknown fault";
        }
    }

    public static string Remedy(CommitFault fault)
    {
        switch (fault)
        {
            case CommitFault.NotAllowed: return FaultWords.AskTechnician;
            case CommitFault.Problems: return "mend what 'check' lists";
            case CommitFault.OnTrial: return FaultWords.EndTrial;
            case CommitFault.Seconds: return "180 is a good choice: long enough to look, short enough to wait for";
            case CommitFault.StoreRefused: return FaultWords.MediumRefuses;
            case CommitFault.TooLong:
                string settings = "settings have up to " + GuardLimits.MaxSettingsText.ToString();
                return settings + " characters, a policy up to " + GuardLimits.MaxPolicyText.ToString();
            case CommitFault.ChangedMeanwhile: return "nothing has changed; look at 'policy show', and then once more";
            default: return "";
        }
    }
}
