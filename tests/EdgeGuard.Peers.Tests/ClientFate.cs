namespace EdgeGuard.Peers.Tests;

/// <summary>What becomes of a client that shows a certificate.</summary>
internal enum ClientFate
{
    /// <summary>It gets no session.</summary>
    TurnedAway,

    /// <summary>It gets a session, and exception 01 on every request.</summary>
    NullRole,

    /// <summary>The PLC answers it.</summary>
    Served,
}
