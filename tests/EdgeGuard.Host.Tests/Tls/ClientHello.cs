using System.IO;
using System.Net.Security;
using System.Security.Authentication;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>A real first message of a TLS client, for clients that never say more.</summary>
internal static class ClientHello
{
    internal static byte[] Bytes { get; } = Record();

    private static byte[] Record()
    {
        using var wire = new Wire();
        using var ssl = new SslStream(wire);
        Assert.ThrowsExactly<IOException>(() => ssl.AuthenticateAsClient("module", null, SslProtocols.Tls12 | SslProtocols.Tls13, false));
        return wire.Sent.ToArray();
    }

    /// <summary>Keeps what is written and has nothing to read.</summary>
    private sealed class Wire : MemoryStream
    {
        internal MemoryStream Sent { get; } = new();

        public override int Read(System.Span<byte> buffer)
        {
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            return 0;
        }

        public override void Write(System.ReadOnlySpan<byte> buffer)
        {
            Sent.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Sent.Write(buffer, offset, count);
        }
    }
}
