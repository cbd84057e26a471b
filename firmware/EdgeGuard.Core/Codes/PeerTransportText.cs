namespace EdgeGuard.Core;

/// <summary>The lasting name of a way in, for reports and programs.</summary>
public static class PeerTransportText
{
    /// <summary><c>transport-N</c> for one not known here.</summary>
    public static string Of(PeerTransport transport)
    {
        switch (transport)
        {
            case PeerTransport.Unknown: return "unknown";
            case PeerTransport.Tls: return "tls";
            case PeerTransport.Plain: return "unsafe-plain";
            case PeerTransport.Serial: return "serial";
            case PeerTransport.Console: return "console";
            default: return "transport-" + (int)transport;
        }
    }
}
