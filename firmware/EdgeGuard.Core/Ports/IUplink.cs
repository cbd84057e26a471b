namespace EdgeGuard.Core;

/// <summary>The way to the central console; may be down for days. Never throws. Only the reporter's thread publishes.</summary>
public interface IUplink
{
    /// <summary>Whether a connection stands now.</summary>
    bool IsConnected { get; }

    /// <summary>Number of the latest connection, growing; 0 before the first. A new number means that retained state must be
    /// published again.</summary>
    int ConnectionNumber { get; }

    /// <summary>Most bytes of a message on a topic, as far as the broker has said; <see cref="int.MaxValue"/> otherwise. Of the connection
    /// that stands.</summary>
    int MostBytes(string topic);

    /// <summary>Publishes at QoS 1, or as near to it as the broker allows, and waits until <paramref name="deadline"/> for the broker's
    /// acknowledgement.</summary>
    Publication Publish(string topic, byte[] payload, int offset, int count, bool retain, long deadline);

    /// <summary>Ends the connection and wakes a blocked Publish. Any thread, any number of times.</summary>
    void Close();
}
