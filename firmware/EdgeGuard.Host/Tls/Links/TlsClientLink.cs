namespace EdgeGuard.Host;

/// <summary>A link to a module that proved who it is.</summary>
public sealed class TlsClientLink : TlsChannelLink
{
    internal TlsClientLink(TlsChannel channel)
        : base(channel)
    {
    }
}
