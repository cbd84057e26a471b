using EdgeGuard.Policy;

namespace EdgeGuard.Core.Tests;

/// <summary>Records and peers that the tests of events share.</summary>
internal static class EventSamples
{
    // 2026-11-23 04:13:07Z
    public const long Utc = 1_795_407_187_000;

    public static Peer Operator()
    {
        return new Peer(PeerTransport.Tls, "10.0.0.5", "CN=op1", "Operator", "ab12", long.MaxValue);
    }

    /// <summary>A write of 2000 to holding register 40, refused by line 7.</summary>
    public static EventRecord RefusedWrite()
    {
        return new EventRecord
        {
            Sequence = 9,
            Utc = Utc,
            Uptime = 61_000,
            Trust = ClockTrust.Trusted,
            Code = EventCode.RequestRefused,
            Unit = 1,
            Function = 6,
            Reason = Refusal.Value,
            Rule = 7,
            Generation = 3,
            Address = 40,
            Quantity = 1,
            OffendingAddress = 40,
            OffendingValue = 2000,
        };
    }

    public static EventRecord Of(EventCode code)
    {
        return new EventRecord { Code = code, Trust = ClockTrust.Trusted, Utc = Utc };
    }

    /// <summary>What the spool holds, oldest first.</summary>
    public static EventRecord[] Held(EventSpool spool)
    {
        byte[] bytes = new byte[spool.Capacity * EventRecord.Size];
        int count = spool.Read(0, bytes, new Peer?[spool.Capacity]);
        EventRecord[] records = new EventRecord[count];
        for (int i = 0; i < count; i++)
        {
            records[i] = new EventRecord();
            Assert.IsTrue(records[i].Decode(bytes, i * EventRecord.Size));
        }

        return records;
    }
}
