namespace EdgeGuard.Core;

/// <summary>How a link ends, whatever it carries. Never throws.</summary>
public interface ILinkEnd
{
    /// <summary>Ends the link and wakes a blocked call. Any thread, any number of times.</summary>
    void Abort();

    /// <summary>Ends the link, as politely as its transport can within a bounded time, and frees what it holds: a port can be opened again.
    /// The owner only; afterwards every call answers as for an ended link.</summary>
    void Close();
}
