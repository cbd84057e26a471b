using System.Net;

namespace EdgeGuard.Host;

/// <summary>What can be set about the TLS listener. What has no default comes from the settings.</summary>
public sealed record TlsListenerOptions
{
    /// <summary>Where to listen; port 0 lets the system choose. 802 is the port of MODBUS/TCP Security.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>Milliseconds a client has for its first message, and then again for its handshake.</summary>
    public required int HandshakeMs { get; init; }

    /// <summary>Handshakes at once; each has a thread for that time, and a little longer.</summary>
    public required int Handshakes { get; init; }

    /// <summary>Milliseconds after which a handshake gives way while others wait for one.</summary>
    public int FairHandshakeMs { get; init; } = 1_000;

    /// <summary>Connections that may wait before their handshake. Each costs a socket and a few KB, no thread.</summary>
    public required int Waiting { get; init; }

    /// <summary>Links with a finished handshake that may wait to be taken by Accept.</summary>
    public int Finished { get; init; } = 64;

    /// <summary>Milliseconds after which the certificates of live links are looked at again.</summary>
    public int RecheckMs { get; init; } = 60_000;
}
