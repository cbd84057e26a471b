using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Host.Tests.Mqtt;

/// <summary>Batches as a module would send them.</summary>
internal static class Batches
{
    /// <summary>Refused writes with these sequences, in the stream with this number.</summary>
    public static byte[] Of(byte stream, params long[] sequences)
    {
        EventBatchWriter writer = Writer(stream);
        foreach (long sequence in sequences)
        {
            Add(writer, new EventRecord
            {
                Sequence = sequence,
                Utc = 1_795_407_187_000, // 2026-11-23 04:13:07Z
                Trust = ClockTrust.Trusted,
                Code = EventCode.RequestRefused,
                Reason = Refusal.Value,
                Rule = 7,
                Unit = 1,
                Function = 6,
                Address = 40,
                Quantity = 1,
                OffendingAddress = 40,
                OffendingValue = 2000,
            });
        }

        return Finish(writer);
    }

    /// <summary>One loss record.</summary>
    public static byte[] Loss(byte stream, long sequence, int lost)
    {
        EventBatchWriter writer = Writer(stream);
        Add(writer, new EventRecord { Sequence = sequence, Code = EventCode.EventsLost, A = lost });
        return Finish(writer);
    }

    private static EventBatchWriter Writer(byte stream)
    {
        var name = new byte[EventBatchFormat.StreamSize];
        name[0] = stream;
        return new EventBatchWriter(8192, name, 1);
    }

    private static void Add(EventBatchWriter writer, EventRecord record)
    {
        var bytes = new byte[EventRecord.Size];
        record.Encode(bytes, 0);
        var peer = new Peer(PeerTransport.Tls, "10.0.0.5", "CN=op1", "Operator", "ab12", long.MaxValue);
        Assert.IsTrue(writer.TryAdd(bytes, 0, record.Code == EventCode.EventsLost ? null : peer));
    }

    private static byte[] Finish(EventBatchWriter writer)
    {
        int length = writer.Finish();
        return writer.Buffer[..length];
    }
}
