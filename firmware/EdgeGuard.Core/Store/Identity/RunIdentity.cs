using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Store.Identity;

/// <summary>How one run of a module is told from every other: the name of its stream of events, the number of this start, and what seals its
/// batches. Immutable but for the seal, which is the reporter's.</summary>
public sealed class RunIdentity
{
    private RunIdentity(byte[] stream, int boot, BatchSeal? seal)
    {
        Stream = stream;
        Boot = boot;
        Seal = seal;
    }

    /// <summary>Name of the stream of events; another one each run while there is no stored identity, or the start has no number.</summary>
    public byte[] Stream { get; }

    /// <summary>Number of this start; 0 where it could not be stored.</summary>
    public int Boot { get; }

    /// <summary>The chain of MACs over batches of events; null before commissioning.</summary>
    public BatchSeal? Seal { get; }

    /// <summary>Counts a start. Once a run.</summary>
    public static RunIdentity Begin(RecordStore records, IHmac hmac, IRandom random)
    {
        DeviceIdentity? identity = DeviceIdentity.Load(records);
        int boot = BootCounter.Next(records);
        // Without a number of its own, this start must not pass for an earlier one of the same stream.
        if (identity != null && boot > 0)
            return new RunIdentity(identity.Stream, boot, new BatchSeal(hmac, identity.Key(hmac, KeyPurpose.Events)));
        var stream = new byte[EventBatchFormat.StreamSize];
        random.Fill(stream, 0, stream.Length);
        return new RunIdentity(stream, boot, null);
    }
}
