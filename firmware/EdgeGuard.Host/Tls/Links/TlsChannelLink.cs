using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>A link over a channel whose handshake is done. One thread may read while another writes.</summary>
public abstract class TlsChannelLink : ILink
{
    private protected TlsChannelLink(TlsChannel channel)
    {
        Channel = channel;
    }

    private protected TlsChannel Channel { get; }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        return Channel.Ready(until);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        return Channel.Read(buffer, offset, count, deadline);
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        return Channel.Write(buffer, offset, count, deadline);
    }

    /// <inheritdoc/>
    public void Abort()
    {
        Channel.Abort();
    }

    /// <inheritdoc/>
    public virtual void Close()
    {
        Channel.Close();
    }
}
