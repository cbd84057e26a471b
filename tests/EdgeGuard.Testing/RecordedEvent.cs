using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Testing;

/// <summary>An event as it was when it was raised.</summary>
public sealed record RecordedEvent(
    EventCode Code, Peer? Peer, byte Unit, byte Function, int SubFunction, Refusal Reason, int Rule, int Generation, int Address,
    int Quantity, int OffendingAddress, int OffendingValue, int A, int B);
