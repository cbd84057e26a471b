namespace EdgeGuard.Core.Ports;

/// <summary>The way to the central console; may be down for days. Never throws. Only the reporter's thread publishes.</summary>
public interface IUplink
{
    /// <summary>Whether a connection stands now.</summary>
    bool IsConnected { get; }

    /// <summary>Number of the latest connection, growing; 0 before the first. A new number means that retained state must be
    /// published again.</summary>
    int ConnectionNumber { get; }

    /// <summary>Publishes at QoS 1 and waits for the broker's acknowledgement. False: not acknowledged by
    /// <paramref name="deadline"/> or not connected; the message may or may not have arrived.</summary>
    bool Publish(string topic, byte[] payload, int offset, int count, bool retain, long deadline);

    /// <summary>Ends the connection and wakes a blocked Publish. Any thread, any number of times.</summary>
    void Close();
}
