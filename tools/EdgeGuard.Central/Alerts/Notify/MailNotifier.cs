using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace EdgeGuard.Central;

/// <summary>Tells by e-mail: one message an alert, which a program can put together by its headers.</summary>
internal sealed class MailNotifier(NotifySettings settings) : INotifier
{
    private const int TimeoutMs = 30_000;
    private const string Domain = "@edgeguard-central";

    public string Name => "mail";

    public async Task Send(AlertNotice notice, CancellationToken stop)
    {
        // As everywhere, no list is fetched from where a certificate says: a plant's own CA may be nowhere to be asked.
        using var client = new SmtpClient { Timeout = TimeoutMs, CheckCertificateRevocation = false };
        await client.ConnectAsync(settings.HostOf("mail.server"), settings.PortOf("mail.server"), Security(), stop).ConfigureAwait(false);
        if (settings.Has("mail.user"))
        {
            await client.AuthenticateAsync(settings["mail.user"], settings.Secret("mail.password"), stop).ConfigureAwait(false);
        }
        using MimeMessage message = Message(notice);
        await client.SendAsync(message, stop).ConfigureAwait(false);
        await client.DisconnectAsync(true, stop).ConfigureAwait(false);
    }

    public void Dispose()
    {
    }

    private SecureSocketOptions Security() => settings["mail.tls"] switch
    {
        "none" => SecureSocketOptions.None,
        "tls" => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private MimeMessage Message(AlertNotice notice)
    {
        var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(settings["mail.from"]));
        message.To.AddRange(settings["mail.to"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(to => MailboxAddress.Parse(to)));
        string severity = notice.Rule.Severity.ToString().ToLowerInvariant();
        message.Subject = $"[{severity}] {(notice.IsOver ? "over: " : "")}{notice.Rule.Words}, {notice.Where}";
        message.MessageId = notice.Name + Domain;
        // What belongs to one alert stands together in a mailbox.
        if (notice.IsOver) message.InReplyTo = notice.NameOfRaised + Domain;
        message.Body = new TextPart("plain") { Text = Text(notice) };
        return message;
    }

    private static string Text(AlertNotice notice)
    {
        string page = notice.Page.Length > 0 ? $"\n{notice.Page}\n" : "";
        string doing = notice.IsOver ? "" : $"\nDo: {notice.Rule.Remedy}\n";
        return $"{notice.Line}\nSince {ShownTime.At(notice.Alert.Since)}, as of {ShownTime.At(notice.At)}.\n{doing}{page}";
    }
}
