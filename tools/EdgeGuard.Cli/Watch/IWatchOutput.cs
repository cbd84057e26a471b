using EdgeGuard.Core;

namespace EdgeGuard.Cli;

/// <summary>How <c>edgeguard watch</c> shows events.</summary>
internal interface IWatchOutput
{
    void Show(FollowedEvent followed);

    /// <summary>Says that a batch's seal is broken, and its events are not shown, or that batches are missing before it.</summary>
    void ShowSeal(string site, string module, EventBatch batch, SealState state);
}
