using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>Tells a syslog server (RFC 5424): over TLS, each message behind its length (RFC 5425), or in a datagram (RFC 5426).</summary>
internal sealed class SyslogNotifier : INotifier
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly string _host;
    private readonly int _port;
    private readonly bool _isTls;
    private readonly X509Certificate2Collection? _authorities;

    internal SyslogNotifier(NotifySettings settings)
    {
        _host = settings.HostOf("syslog.server");
        _port = settings.PortOf("syslog.server");
        _isTls = settings["syslog.transport"] == "tls";
        _authorities = TrustedChain.Authorities(settings["syslog.ca"]);
    }

    public string Name => "syslog";

    public async Task Send(AlertNotice notice, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        byte[] message = Encoding.UTF8.GetBytes(SyslogMessage.Of(notice, Environment.MachineName, Environment.ProcessId));
        if (_isTls) await SendTls(message, limit.Token).ConfigureAwait(false);
        else await SendDatagram(message, limit.Token).ConfigureAwait(false);
    }

    public void Dispose()
    {
    }

    private async Task SendDatagram(byte[] message, CancellationToken limit)
    {
        using var client = new UdpClient();
        await client.SendAsync(message, _host, _port, limit).ConfigureAwait(false);
    }

    // On a connection of its own: alerts are rare, and what is written to one that nobody used for a day may be lost unnoticed.
    private async Task SendTls(byte[] message, CancellationToken limit)
    {
        byte[] length = Encoding.ASCII.GetBytes($"{message.Length} ");
        SslStream stream = await Connect(limit).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync((byte[])[.. length, .. message], limit).ConfigureAwait(false);
            await stream.ShutdownAsync().ConfigureAwait(false);
        }
    }

    private async Task<SslStream> Connect(CancellationToken limit)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_host, _port, limit).ConfigureAwait(false);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(Options(), limit).ConfigureAwait(false);
            return stream;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
            socket.Dispose();
            throw;
        }
    }

    private SslClientAuthenticationOptions Options() =>
        new() { TargetHost = _host, CertificateChainPolicy = TrustedChain.Policy(_authorities) };
}
