namespace EdgeGuard.Core;

/// <summary>A link from a client, authenticated as far as its transport can.</summary>
public interface IUpstreamLink : ILink
{
    /// <summary>Who is at the other end; fixed for the link's life.</summary>
    Peer Peer { get; }
}
