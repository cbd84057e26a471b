namespace EdgeGuard.Core;

/// <summary>Sends batches to a broker that takes less at once than they have:
/// in parts, as large as it takes them. Of the reporter's thread.</summary>
/// <remarks>
/// MQTT 5.0 [MQTT-3.2.2-15]: a client must not send more than the broker has said. Some say it by refusing, or by ending the connection
/// without a word: then half of that is tried. What was learned holds for the run. Over one connection a batch in parts goes on where it
/// stopped, or a slow way to the broker would never carry one that takes longer than a round has time.
/// </remarks>
internal sealed class BatchSender
{
    /// <summary>Fewer bytes than this are not tried.</summary>
    internal const int FewestBytes = 64;

    // So often a connection ends under a message before it is taken for the message's fault; oftener where it is as small as few brokers
    // refuse, for a bad way to the broker must not make the messages smaller and smaller.
    private const int LostInARow = 2;
    private const int LostSmallInARow = 4;
    private const int UsuallyTaken = 1024;

    private int _most = int.MaxValue;
    private int _lost;

    // The next part, and of which batch, in which parts, over which connection.
    private int _part;
    private long _first;
    private int _length;
    private int _parts;
    private int _connection;

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
            _most = Half(size);
        }
    }

    private static int Half(int size) => size / 2 < FewestBytes ? FewestBytes : size / 2;

    private Publication SendParts(IUplink uplink, string topic, byte[] batch, int length, int most, long deadline)
    {
        int parts = BatchPart.Count(length, most);
        Publication outcome = Publication.TooLarge;
        if (parts == 0) return outcome;
        if (!GoesOn(batch, length, parts, uplink.ConnectionNumber)) _part = 0;
        byte[] part = new byte[most];
        for (; _part < parts; _part++)
        {
            outcome = uplink.Publish(topic, part, 0, BatchPart.Write(batch, length, _part, part), false, deadline);
            if (outcome == Publication.Failed || outcome == Publication.TooLarge) return outcome;
        }

        _part = 0;
        return outcome;
    }

    // Whether it is what was being sent. Over another connection somebody else may be at the other end, who has none of it.
    private bool GoesOn(byte[] batch, int length, int parts, int connection)
    {
        long first = BigEndian.Get64(batch, EventBatchFormat.FirstOffset);
        bool isSame = first == _first && length == _length && parts == _parts && connection == _connection;
        _first = first;
        _length = length;
        _parts = parts;
        _connection = connection;
        return isSame;
    }

    private void NoteLoss(IUplink uplink, Publication outcome, int size)
    {
        if (outcome != Publication.Failed || uplink.IsConnected)
        {
            _lost = 0;
            return;
        }

        if (++_lost < (size > UsuallyTaken ? LostInARow : LostSmallInARow)) return;
        _lost = 0;
        _most = Half(size);
    }
}
