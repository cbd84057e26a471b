using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeGuard.Core.Events;
using EdgeGuard.Host.Tls;
using EdgeGuard.Store.Credentials;

namespace EdgeGuard.Host.Store;

/// <summary>What is installed, in words for a person: one line a certificate or list, with its days left. No secret is in it.</summary>
internal static class CredentialWords
{
    private const long DayMs = 86_400_000;

    internal static string[] Of(CredentialSet credentials, long utc)
    {
        var lines = new List<string>();
        Add(lines, "module", credentials.GetKeyed(RecordName.TlsIdentity)?.Chain, utc, isFirstOnly: true);
        Add(lines, "clients' CA", Text(credentials, RecordName.TlsCa), utc, isFirstOnly: false);
        AddLists(lines, credentials.Get(RecordName.TlsCrl), utc);
        Add(lines, "broker's CA", Text(credentials, RecordName.MqttCa), utc, isFirstOnly: false);
        Add(lines, "for the broker", credentials.GetKeyed(RecordName.MqttIdentity)?.Chain, utc, isFirstOnly: true);
        if (credentials.Get(RecordName.MqttPassword) != null) lines.Add("password for the broker");
        return [.. lines];
    }

    private static void Add(List<string> lines, string what, string? pem, long utc, bool isFirstOnly)
    {
        if (pem == null) return;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            lines.Add(what + ": cannot be read");
        }
        foreach (X509Certificate2 certificate in certificates)
        {
            lines.Add($"{what}: {certificate.Subject}, {Left(new DateTimeOffset(certificate.NotAfter).ToUnixTimeMilliseconds() - utc)}");
            if (isFirstOnly) return;
        }
    }

    private static void AddLists(List<string> lines, byte[]? file, long utc)
    {
        if (file == null) return;
        foreach (RevocationList list in RevocationListReader.TryRead(file, out _) ?? [])
            lines.Add($"revocation list: {list.Issuer}, {Left(list.NextUpdate - utc)}");
    }

    private static string? Text(CredentialSet credentials, string name)
    {
        byte[]? content = credentials.Get(name);
        return content == null ? null : Encoding.UTF8.GetString(content);
    }

    private static string Left(long ms) => ms <= 0 ? "RUN OUT" : string.Create(CultureInfo.InvariantCulture, $"{ms / DayMs} days left");
}
