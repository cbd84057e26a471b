using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>Tells a program by POST of JSON, signed: header <c>EdgeGuard-Signature: t=SECONDS,v1=HEX</c>, where HEX is the HMAC-SHA256 by
/// the shared secret over <c>SECONDS.BODY</c>. What names the notice is in the body, and in a header of its own.</summary>
internal sealed class WebhookNotifier : INotifier
{
    internal const string Header = "EdgeGuard-Signature";
    internal const string NameHeader = "EdgeGuard-Notice";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;
    private readonly Uri _url;
    private readonly byte[] _secret;
    private readonly TimeProvider _time;

    internal WebhookNotifier(NotifySettings settings, TimeProvider time)
    {
        _url = new Uri(settings["webhook.url"]);
        _secret = Encoding.UTF8.GetBytes(settings.Secret("webhook.secret"));
        _time = time;
        // Where it is sent to is what the file says, and not what an answer says.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.CertificateChainPolicy = TrustedChain.Policy(null);
        _client = new HttpClient(handler) { Timeout = Patience };
    }

    public string Name => "webhook";

    public async Task Send(AlertNotice notice, CancellationToken stop)
    {
        byte[] body = Encoding.UTF8.GetBytes(notice.Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(Header, Signature(_secret, _time.GetUtcNow().ToUnixTimeSeconds(), body));
        request.Headers.Add(NameHeader, notice.Name);
        using HttpResponseMessage answer = await _client.SendAsync(request, stop).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{_url.Host} answered {(int)answer.StatusCode}");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>What stands in the header.</summary>
    internal static string Signature(byte[] secret, long seconds, byte[] body)
    {
        byte[] time = Encoding.UTF8.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + ".");
        byte[] covered = [.. time, .. body];
        byte[] mac = HMACSHA256.HashData(secret, covered);
        return $"t={seconds.ToString(CultureInfo.InvariantCulture)},v1={Convert.ToHexStringLower(mac)}";
    }
}
