using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any message is a batch of events or a fault; what is taken can be told in words.</summary>
internal sealed class EventsTarget : ITarget
{
    public string Name => "events";

    public int MaxLength => 1200;

    public IEnumerable<byte[]> Seeds() =>
        Enum.GetValues<EventCode>().Select(code => Batch(code, 1)).Append(Batch(EventCode.RequestRefused, 3));

    public void Run(byte[] input)
    {
        EventBatch? batch = EventBatch.Decode(input, 0, input.Length, out EventBatchFault fault);
        Promise.Holds((batch != null) == (fault == EventBatchFault.None), "a batch beside a fault, or neither");
        if (batch == null) return;
        foreach (EventRecord record in batch.Records)
        {
            Peer? peer = batch.PeerOf(record);
            Promise.Holds(record.PeerIndex == 0 == (peer == null), "a name for nobody, or nobody for a name");
            Promise.Holds(IsOneLine(EventText.Line(record, peer)), "words with a character that a terminal obeys");
        }
    }

    private static bool IsOneLine(string text) => text.Length > 0 && !text.Any(char.IsControl);

    private static byte[] Batch(EventCode code, int events)
    {
        var writer = new EventBatchWriter(2 * EventBatchFormat.MinCapacity, new byte[EventBatchFormat.StreamSize], 7);
        var record = new EventRecord { Code = code, Trust = ClockTrust.Trusted, PeerIndex = 1, Unit = 1, Function = 6 };
        var bytes = new byte[EventRecord.Size];
        for (int i = 0; i < events; i++)
        {
            record.Sequence = i + 1;
            record.Encode(bytes, 0);
            writer.TryAdd(bytes, 0, new Peer(PeerTransport.Tls, "10.0.0.5", "CN=op1", i == 1 ? null : "Operator", "ab12", long.MaxValue));
        }
        return writer.Buffer.AsSpan(0, writer.Finish()).ToArray();
    }
}
