using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>Reads what modules publish. Strict: what a topic may not hold is refused whole. Never throws on any bytes.</summary>
public static class ArrivalReader
{
    /// <summary>Most bytes of one message: above everything that a module sends at once.</summary>
    public const int MaxBytes = 256 * 1024;

    // Above all that a module could reach, and so that sums with it do not wrap.
    private const long MaxSequence = 1L << 60;

    /// <summary>What a topic tells; <see cref="ArrivalKind.None"/> for one that no module has.</summary>
    public static ArrivalKind KindOf(string level) => level switch
    {
        "events" => ArrivalKind.Events,
        "state" => ArrivalKind.State,
        "inventory" => ArrivalKind.Inventory,
        "metrics" => ArrivalKind.Metrics,
        _ => ArrivalKind.None,
    };

    /// <summary>Reads one message. Null: <paramref name="problem"/> says why, in words that hold nothing of the message itself.</summary>
    public static Arrival? Read(ModuleTopic topic, byte[] bytes, SealKeys keys, long receivedAt, out string problem)
    {
        problem = $"more than {MaxBytes} bytes";
        if (bytes.Length > MaxBytes) return null;
        var bare = new Arrival(topic.Site, topic.Module, KindOf(topic.Level), bytes) { ReceivedAt = receivedAt };
        return Read(bare, keys, out problem);
    }

    /// <summary>Reads what was stored: the same, with the kind that it was stored as.</summary>
    internal static Arrival? Read(Arrival bare, SealKeys keys, out string problem)
    {
        problem = "";
        switch (bare.Kind)
        {
            case ArrivalKind.Events: return Batch(bare, keys, out problem);
            case ArrivalKind.State: return StateReport.Read(bare.Bytes, out problem) is { } state ? bare with { State = state } : null;
            case ArrivalKind.Inventory:
                return InventoryReport.Read(bare.Bytes, out problem) is { } inventory ? bare with { Inventory = inventory } : null;
            case ArrivalKind.Metrics:
                return MetricsReport.Read(bare.Bytes, out problem) is { } metrics ? bare with { Metrics = metrics } : null;
            default:
                problem = "a topic that no module has";
                return null;
        }
    }

    private static Arrival? Batch(Arrival bare, SealKeys keys, out string problem)
    {
        EventBatch? batch = EventBatch.Decode(bare.Bytes, 0, bare.Bytes.Length, out EventBatchFault fault);
        problem = batch == null ? $"not a batch of events ({fault})" : "";
        if (batch == null) return null;
        if (batch.Boot < 0 || batch.Records[^1].Sequence > MaxSequence || batch.Records.Any(record => record.Code == EventCode.None))
        {
            problem = "a batch whose numbers no module reaches";
            return null;
        }
        return bare with { Batch = batch, Seal = keys.Prove(batch, bare.Bytes) };
    }
}
