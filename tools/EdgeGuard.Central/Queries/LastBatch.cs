using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Reads the batches that events came in, and remembers the last one: events that stand beside each other are of one batch more
/// often than not. For one file.</summary>
internal sealed class LastBatch(SqliteFile rows)
{
    private EventBatch? _batch;
    private long _id;

    /// <summary>How many batches were read.</summary>
    internal int Reads { get; private set; }

    /// <summary>The batch of a number; null where it is none.</summary>
    internal EventBatch? Read(long id)
    {
        if (id == _id) return _batch;
        byte[] bytes = (byte[]?)rows.One("SELECT bytes FROM batch WHERE id = $1", id) ?? [];
        Reads++;
        _batch = EventBatch.Decode(bytes, 0, bytes.Length, out _);
        _id = id;
        return _batch;
    }
}
