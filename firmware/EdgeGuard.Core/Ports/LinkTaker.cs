namespace EdgeGuard.Core;

/// <summary>Takes a link whose peer is authenticated; it is the taker's from here on.</summary>
public delegate void LinkTaker(IUpstreamLink link);
