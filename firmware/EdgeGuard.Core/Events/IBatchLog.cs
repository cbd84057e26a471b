namespace EdgeGuard.Core;

/// <summary>Keeps finished batches of events over a restart, in order, until
/// somebody else has them. Never throws; one caller at a time.</summary>
/// <remarks>What was appended comes back byte for byte. After a power cut
/// some of those that were removed last may come back once more.</remarks>
public interface IBatchLog
{
    /// <summary>Whether no batch is kept.</summary>
    bool IsEmpty { get; }

    /// <summary>Whether one more batch of any size may be kept. A quarter is for those with events of access and change, and where there is
    /// nothing in a batch but comings and goings, it may take half.</summary>
    /// <param name="highest">The highest class that an event of the batch has.</param>
    bool HasRoom(EventClass highest);

    /// <summary>Keeps a batch behind all others. False: the medium refused, and the batch is not kept.</summary>
    bool Append(byte[] buffer, int count);

    /// <summary>The oldest batch. Null: there is none, or what was there cannot be read any more and is gone.</summary>
    byte[]? First();

    /// <summary>Removes the oldest batch, which <see cref="First"/> has given.</summary>
    void RemoveFirst();

    /// <summary>Removes all.</summary>
    void Clear();
}
