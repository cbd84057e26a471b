using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Pki;

namespace EdgeGuard.Central.Tests;

/// <summary>Each way of telling, against a listener that reads what is sent.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class NotifierTests
{
    private static readonly AlertNotice Notice = NotificationQueueTests.Notice(7);

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;

    [TestCleanup]
    public void End() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task A_mail_says_what_where_and_what_to_do_and_its_end_belongs_to_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        NotifySettings settings = NotifySettingsTests.Parse(
            $"mail.server 127.0.0.1:{Port(listener)}\nmail.tls none\nmail.from central@plant\nmail.to a@plant b@plant");
        using var mail = new MailNotifier(settings);
        Task<string> first = ReadMail(listener);
        await mail.Send(Notice, CancellationToken.None);
        string sent = await first;
        StringAssert.Contains(sent, "Subject: [high] bypassed: nothing is guarded, plant-7/pump-3");
        StringAssert.Contains(sent, "To: a@plant, b@plant");
        StringAssert.Contains(sent, "Do: Turn the key back");
        StringAssert.Contains(sent, "https://central/alerts/1");
        string id = Regex.Match(sent, @"Message-Id: (\S+)").Groups[1].Value;
        Task<string> second = ReadMail(listener);
        await mail.Send(Notice with { IsOver = true }, CancellationToken.None);
        string over = await second;
        StringAssert.Contains(over, "Subject: [high] over: bypassed");
        StringAssert.Contains(over, "In-Reply-To: " + id);
        Assert.AreEqual("<7-1790000000500-raised@edgeguard-central>", id);
        StringAssert.Contains(over, "Message-Id: <7-1790000000500-over@edgeguard-central>");
    }

    [TestMethod]
    public async Task A_webhook_is_signed_over_its_time_and_its_body()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string secret = Path.Combine(_folder, "secret");
        File.WriteAllText(secret, "hush\n");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        NotifySettings settings = NotifySettingsTests.Parse($"webhook.url http://127.0.0.1:{Port(listener)}/hook\nwebhook.secret {secret}");
        FakeTime time = FakeTime.Noon();
        using var webhook = new WebhookNotifier(settings, time);
        Task<(string Head, byte[] Body)> read = ReadRequest(listener, "HTTP/1.1 204 No Content");
        await webhook.Send(Notice, CancellationToken.None);
        (string head, byte[] body) = await read;
        StringAssert.StartsWith(head, "POST /hook HTTP/1.1");
        string signature = Regex.Match(head, $"{WebhookNotifier.Header}: (.*)").Groups[1].Value.Trim();
        Assert.AreEqual(WebhookNotifier.Signature("hush"u8.ToArray(), time.Now.ToUnixTimeSeconds(), body), signature);
        StringAssert.StartsWith(signature, $"t={time.Now.ToUnixTimeSeconds()},v1=");
        JsonElement json = JsonDocument.Parse(body).RootElement;
        Assert.AreEqual("7-1790000000500-raised", Regex.Match(head, $"{WebhookNotifier.NameHeader}: (.*)").Groups[1].Value.Trim());
        Assert.AreEqual("7-1790000000500-raised", json.GetProperty("notice").GetString(), "signed too");
        Assert.AreEqual("bypass", json.GetProperty("kind").GetString());
        Assert.AreEqual("raised", json.GetProperty("state").GetString());
        Assert.AreEqual("pump-3", json.GetProperty("module").GetString());
        Task<(string, byte[])> refused = ReadRequest(listener, "HTTP/1.1 500 Internal Server Error");
        await Assert.ThrowsAsync<Exception>(() => webhook.Send(Notice, CancellationToken.None));
        await refused;
        Task<(string, byte[])> elsewhere = ReadRequest(listener, "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/");
        // An answer does not say where to call next.
        await Assert.ThrowsAsync<Exception>(() => webhook.Send(Notice, CancellationToken.None));
        await elsewhere;
    }

    [TestMethod]
    public void The_signature_of_a_webhook_is_the_one_that_openssl_makes()
    {
        // printf '1790000000.{"a":1}' | openssl dgst -sha256 -hmac hush
        Assert.AreEqual(
            "t=1790000000,v1=eb8ccf9a1ed0c0de51b0fd1a0c6ee2ef8c456c16bb299ab59c91d68bd85fcf3c",
            WebhookNotifier.Signature("hush"u8.ToArray(), 1_790_000_000, """{"a":1}"""u8.ToArray()));
    }

    [TestMethod]
    public async Task Syslog_goes_in_a_datagram()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
        using var syslog = new SyslogNotifier(NotifySettingsTests.Parse($"syslog.server 127.0.0.1:{port}\nsyslog.transport udp"));
        await syslog.Send(Notice, CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string got = Encoding.UTF8.GetString((await socket.ReceiveAsync(limit.Token)).Buffer);
        StringAssert.StartsWith(got, "<114>1 ");
        StringAssert.Contains(got, " edgeguard-central ");
        StringAssert.Contains(
            got, """ bypass [alert@32473 id="7" state="raised" severity="high" site="plant-7" module="pump-3" subject="" """);
        StringAssert.Contains(got, """ subject="" notice="7-1790000000500-raised"] """);
    }

    [TestMethod]
    public async Task Syslog_over_TLS_is_sent_to_who_shows_a_certificate_of_the_CA_alone()
    {
        var ca = SiteCa.Create(Path.Combine(_folder, "ca"), "Plant CA");
        IssuedCertificate issued = ca.IssueModule("log", ["127.0.0.1"], new IssueOptions { Out = _folder });
        using X509Certificate2 pem = X509Certificate2.CreateFromPemFile(issued.CertificatePath, issued.KeyPath);
        using X509Certificate2 own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string text = $"syslog.server 127.0.0.1:{Port(listener)}\nsyslog.transport tls\nsyslog.ca ";
        using var syslog = new SyslogNotifier(NotifySettingsTests.Parse(text + ca.CertificatePath));
        for (int i = 0; i < 2; i++)
        {
            Task<string> read = ReadFrame(listener, own);
            await syslog.Send(Notice, CancellationToken.None);
            string got = await read;
            int length = int.Parse(got.Split(' ')[0]);
            Assert.AreEqual(length, Encoding.UTF8.GetByteCount(got[(got.IndexOf(' ') + 1)..]));
        }
        var stranger = SiteCa.Create(Path.Combine(_folder, "stranger"), "Stranger CA");
        using var strict = new SyslogNotifier(NotifySettingsTests.Parse(text + stranger.CertificatePath));
        Task<string> refused = ReadFrame(listener, own);
        await Assert.ThrowsAsync<AuthenticationException>(() => strict.Send(Notice, CancellationToken.None));
        await Assert.ThrowsAsync<Exception>(() => refused);
    }

    [TestMethod]
    public void What_a_module_told_ends_no_field_of_a_syslog_message()
    {
        AlertNotice notice = Notice with { Alert = NotificationQueueTests.AlertOf(1, AlertKind.PlcSilent, "a\"]b\\c") };
        string message = SyslogMessage.Of(notice, "host name", 12);
        StringAssert.Contains(message, "subject=\"a\\\"\\]b\\\\c\" ");
        StringAssert.Contains(message, " hostname edgeguard-central 12 plc-silent ");
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task<string> ReadFrame(TcpListener listener, X509Certificate2 own)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(own);
        var bytes = new byte[8192];
        int count = await stream.ReadAsync(bytes);
        string text = Encoding.UTF8.GetString(bytes, 0, count);
        int length = int.Parse(text.Split(' ')[0]);
        return text[..(text.IndexOf(' ') + 1)] + Encoding.UTF8.GetString(bytes, text.IndexOf(' ') + 1, length);
    }

    // As little of SMTP (RFC 5321) as a client needs.
    private static async Task<string> ReadMail(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var mail = new StringBuilder();
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            bool isData = line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
            bool isEnd = line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase);
            await writer.WriteLineAsync(isData ? "354 go on" : isEnd ? "221 bye" : "250 ok");
            if (isEnd) break;
            if (!isData) continue;
            while (await reader.ReadLineAsync() is { } text && text != ".") mail.Append(text).Append('\n');
            await writer.WriteLineAsync("250 taken");
        }
        return mail.ToString();
    }

    private static async Task<(string Head, byte[] Body)> ReadRequest(TcpListener listener, string answer)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        var bytes = new List<byte>();
        var some = new byte[8192];
        while (true)
        {
            int count = await stream.ReadAsync(some);
            bytes.AddRange(some.AsSpan(0, count).ToArray());
            string text = Encoding.UTF8.GetString([.. bytes]);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            int length = int.Parse(Regex.Match(text, @"Content-Length: (\d+)").Groups[1].Value);
            if (bytes.Count < end + 4 + length) continue;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return (text[..end], [.. bytes[(end + 4)..]]);
        }
    }
}
