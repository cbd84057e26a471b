namespace EdgeGuard.Peers.Tests;

/// <summary>One request to a peer, as peers/client.c and client.py take it, and the PDU that the PLC must see of it: byte for byte what
/// the protocol says, or nothing because the policy refuses it.</summary>
internal sealed record PeerRequest(string Text, string Pdu, bool IsAllowed);
