using EdgeGuard.Core;

namespace EdgeGuard.Cli;

/// <summary>What is known of a seal, in words.</summary>
internal static class SealText
{
    internal static string Of(SealState state) => state switch
    {
        SealState.Verified => "verified",
        SealState.Gap => "gap",
        SealState.Broken => "broken",
        _ => "not checked",
    };

    /// <summary>Behind an event; empty where nobody asked.</summary>
    internal static string Behind(FollowedEvent followed) => followed.Seal is { } state ? $"  [{Of(state)}]" : "";

    internal static string Line(string site, string module, EventBatch batch, SealState state)
    {
        long first = batch.Records[0].Sequence;
        string events = $"events {first} to {batch.Records[^1].Sequence} of boot {batch.Boot}";
        string what = state == SealState.Gap
            ? $"SEAL GAP  batches before event {first} of boot {batch.Boot} are missing, or came in another order"
            : !batch.HasMac ? $"SEAL BROKEN  {events} have no seal; they are not shown"
            : $"SEAL BROKEN  {events} were changed, or are not this module's; they are not shown";
        return $"{site}/{module}  {what}";
    }
}
