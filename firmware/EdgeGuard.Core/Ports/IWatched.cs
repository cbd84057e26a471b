namespace EdgeGuard.Core;

/// <summary>Whoever waits for what comes over a link without a thread of its own.</summary>
public interface IWatched
{
    /// <summary>The link; the same for the whole life.</summary>
    IUpstreamLink Link { get; }
}
