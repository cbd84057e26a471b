namespace EdgeGuard.Core;

/// <summary>Hands out authenticated upstream links. Never throws.</summary>
public interface IListener
{
    /// <summary>The next link whose peer is authenticated, or null once <paramref name="until"/> has passed or the
    /// listener is closed. One caller at a time. Handshakes go on behind it, never in the caller's time.</summary>
    IUpstreamLink? Accept(long until);

    /// <summary>Stops listening and ends the links not yet handed out. Wakes a blocked Accept. Any thread, any number of times.</summary>
    void Close();
}
