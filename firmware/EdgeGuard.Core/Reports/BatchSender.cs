namespace EdgeGuard.Core;

/// <summary>Sends batches to a broker that takes less at once than they have:
/// in parts, as large as it takes them. Of the reporter's thread.</summary>
/// <remarks>
/// MQTT 5.0 [MQTT-3.2.2-15]: a client must not send more than the broker has said. Some say it by refusing, or by ending the connection
/// without a word: then half of that is tried. What was learned holds for the run.
/// </remarks>
internal sealed class BatchSender
{
    /// <summary>Fewer bytes than this are not tried.</summary>
    internal const int FewestBytes = 64;

    // So often a connection ends under a message before it is taken for the message's fault; and what is as small as this is not at fault.
    private const int LostInARow = 2;
    private const int SurelyTaken = 1024;

    private int _most = int.MaxValue;
    private int _lost;

    /// <summary>Most bytes that a message may have, as far as is known.</summary>
    internal int Most(IUplink uplink, string topic)
    {
        int said = uplink.MostBytes(topic);
        return said < _most ? said : _most;
    }

    /// <summary>Sends one batch. TooLarge: this broker takes it in no size.</summary>
    internal Publication Send(IUplink uplink, string topic, byte[] batch, int length, long deadline)
    {
        while (true)
        {
            int most = Most(uplink, topic);
            int size = length < most ? length : most;
            Publication outcome = size == length
                ? uplink.Publish(topic, batch, 0, length, false, deadline)
                : SendParts(uplink, topic, batch, length, most, deadline);
            NoteLoss(uplink, outcome, size);
            if (outcome != Publication.TooLarge || size <= FewestBytes) return outcome;
            _most = size / 2 < FewestBytes ? FewestBytes : size / 2;
        }
    }

    private static Publication SendParts(IUplink uplink, string topic, byte[] batch, int length, int most, long deadline)
    {
        int parts = BatchPart.Count(length, most);
        Publication outcome = Publication.TooLarge;
        if (parts == 0) return outcome;
        byte[] part = new byte[most];
        for (int number = 0; number < parts; number++)
        {
            outcome = uplink.Publish(topic, part, 0, BatchPart.Write(batch, length, number, part), false, deadline);
            if (outcome == Publication.Failed || outcome == Publication.TooLarge) return outcome;
        }

        return outcome;
    }

    private void NoteLoss(IUplink uplink, Publication outcome, int size)
    {
        if (outcome != Publication.Failed || uplink.IsConnected)
        {
            _lost = 0;
            return;
        }

        if (++_lost < LostInARow || size <= SurelyTaken) return;
        _lost = 0;
        _most = size / 2;
    }
}
