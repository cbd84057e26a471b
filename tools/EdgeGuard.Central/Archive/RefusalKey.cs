using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>What makes two refusals of a file the same one: as the module's own coalescing has it (<c>EventCoalescer</c>).</summary>
internal readonly record struct RefusalKey(
    long Module,
    long Peer,
    EventCode Code,
    int Reason,
    int Unit,
    int Function,
    int SubFunction,
    int Address,
    int Quantity,
    int Rule,
    int Kind)
{
    internal static RefusalKey Of(long module, long peer, EventRecord record) => new(
        module, peer, record.Code, (int)record.Reason, record.Unit, record.Function, record.SubFunction, record.Address, record.Quantity,
        record.Rule, EventTraits.Kind(record.Code, record.A, record.B));
}
