using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>What is installed, in words for a person: one line a certificate or list, with its days left. No secret is in it.</summary>
internal static class CredentialWords
{
    private const long DayMs = 86_400_000;

    internal static string[] Of(CredentialSet credentials, long utc)
    {
        var lines = new List<string>();
        Add(lines, "module", Chain(credentials, RecordName.TlsIdentity), utc, isFirstOnly: true);
        Add(lines, "clients' CA", credentials.Get(RecordName.TlsCa), utc, isFirstOnly: false);
        AddLists(lines, credentials.Get(RecordName.TlsCrl), utc);
        Add(lines, "broker's CA", credentials.Get(RecordName.MqttCa), utc, isFirstOnly: false);
        Add(lines, "for the broker", Chain(credentials, RecordName.MqttIdentity), utc, isFirstOnly: true);
        if (credentials.Get(RecordName.MqttPassword) != null) lines.Add("password for the broker");
        return [.. lines];
    }

    private static void Add(List<string> lines, string what, byte[]? pem, long utc, bool isFirstOnly)
    {
        if (pem == null) return;
        var problems = new ProblemList();
        X509Certificate2Collection certificates = PemFiles.Certificates(pem, false, problems);
        for (int i = 0; i < problems.Count; i++) lines.Add($"{what}: {problems[i].Message}");
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
        {
            lines.Add($"revocation list: {list.Issuer}, {Left(list.NextUpdate - utc)}");
        }
    }

    private static byte[]? Chain(CredentialSet credentials, string name)
    {
        KeyedCertificate? own = credentials.GetKeyed(name);
        return own == null ? null : Encoding.UTF8.GetBytes(own.Chain);
    }

    private static string Left(long ms) => ms <= 0 ? "RUN OUT" : string.Create(CultureInfo.InvariantCulture, $"{ms / DayMs} days left");
}
