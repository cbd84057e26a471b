namespace EdgeGuard.Core;

/// <summary>What a client has sent before its TLS handshake begins.</summary>
public enum FirstRecordState : byte
{
    /// <summary>Not a whole record yet.</summary>
    Incomplete = 0,

    /// <summary>A whole record that begins a ClientHello.</summary>
    Hello = 1,

    /// <summary>Something other than TLS.</summary>
    NotTls = 2,
}
