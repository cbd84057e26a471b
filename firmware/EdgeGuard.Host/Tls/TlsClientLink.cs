using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Tls;

/// <summary>A link to a module that proved who it is. One thread may read while another writes.</summary>
public sealed class TlsClientLink : ILink
{
    private readonly TlsChannel _channel;

    internal TlsClientLink(TlsChannel channel)
    {
        _channel = channel;
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        return _channel.Ready(until);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        return _channel.Read(buffer, offset, count, deadline);
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        return _channel.Write(buffer, offset, count, deadline);
    }

    /// <inheritdoc/>
    public void Abort()
    {
        _channel.Abort();
    }

    /// <inheritdoc/>
    public void Close()
    {
        _channel.Close();
    }
}
