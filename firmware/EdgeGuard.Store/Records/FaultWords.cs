namespace EdgeGuard.Store;

/// <summary>What several faults say alike, and what would be right then.</summary>
internal static class FaultWords
{
    internal const string NotAllowed = "this account may not do that";
    internal const string AskTechnician = "ask somebody whose account is a technician's";

    internal const string StoreRefused = "the store refused to write; nothing has changed";
    internal const string MediumRefuses = "the medium is full or worn out";

    internal const string OnTrial = "a configuration is on trial";
    internal const string EndTrial = "'confirm' keeps it, 'rollback' takes it back";
}
