namespace EdgeGuard.Cli.Watch;

/// <summary>How <c>edgeguard watch</c> shows events.</summary>
internal interface IWatchOutput
{
    void Show(FollowedEvent followed);
}
