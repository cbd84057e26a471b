namespace EdgeGuard.Core;

/// <summary>What is published retained beside state and inventory, in messages each of which has a topic of its own. By the reporter's
/// thread.</summary>
public interface IRetainedSource
{
    /// <summary>The topic of the message that is due.</summary>
    string Topic { get; }

    /// <summary>The message that is due: its bytes stay as they are until <see cref="Sent"/>.</summary>
    byte[] Buffer { get; }

    /// <summary>Bytes of the message that is due; 0: none is.</summary>
    /// <param name="most">Most bytes that the broker takes.</param>
    int Next(int most);

    /// <summary>The message was handed over.</summary>
    void Sent();

    /// <summary>No broker takes it: nothing more is due until there is a new connection, or something new to say.</summary>
    void GiveUp();

    /// <summary>There is a new connection: all of it is due again.</summary>
    void Connected();
}
