using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Host.Tests.Mqtt;

/// <summary>The batches of one boot of a commissioned module, one behind the other.</summary>
internal sealed class SealedBatches(int boot, bool isSealed = true)
{
    private readonly EventBatchWriter _writer = new(8192, Key.Stream, boot, isSealed ? new BatchSeal(new SystemHmac(), Key.Key) : null);

    internal static SealKey Key { get; } = new(
        [.. Enumerable.Range(1, 16).Select(i => (byte)i)], [.. Enumerable.Range(100, 32).Select(i => (byte)i)]);

    internal byte[] Next(params long[] sequences)
    {
        var bytes = new byte[EventRecord.Size];
        foreach (long sequence in sequences)
        {
            new EventRecord { Sequence = sequence, Code = EventCode.ModuleStarted }.Encode(bytes, 0);
            Assert.IsTrue(_writer.TryAdd(bytes, 0, null));
        }
        byte[] batch = _writer.Buffer[.._writer.Finish()];
        _writer.Clear();
        return batch;
    }
}
