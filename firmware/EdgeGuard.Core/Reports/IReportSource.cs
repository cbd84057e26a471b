namespace EdgeGuard.Core;

/// <summary>What is published beside state and events, on a topic of its own, in messages that are sent again until the broker has them.
/// All but its settings by the reporter's thread.</summary>
public interface IReportSource
{
    /// <summary>The message that is due: its bytes stay as they are until <see cref="Sent"/>.</summary>
    byte[] Buffer { get; }

    /// <summary>Bytes of the message that is due; 0: none is.</summary>
    /// <param name="now">Monotonic milliseconds.</param>
    int Next(long now);

    /// <summary>The message was handed over, or no broker takes it.</summary>
    void Sent();

    /// <summary>There is a new connection: whoever listens now may have seen nothing yet.</summary>
    void Connected();
}
