using System;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Policy;
using EdgeGuard.Store.Credentials;

namespace EdgeGuard.Device.Module;

/// <summary>Certificates between PEM, the library and people. No secret is in what it says.</summary>
internal static class CertificateText
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>What is installed: a line each.</summary>
    internal static string[] Lines(CredentialSet credentials, IClock clock)
    {
        var lines = new string[CredentialSet.Count];
        int count = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string name = CredentialSet.NameAt(i);
            if (credentials.Get(name) != null) lines[count++] = name + ": " + Words(name, credentials, clock);
        }
        var exact = new string[count];
        for (int i = 0; i < count; i++) exact[i] = lines[i];
        return exact;
    }

    /// <summary>The first certificate of a PEM text. Null: there is none, or it cannot be read.</summary>
    internal static X509Certificate2? First(byte[]? pem)
    {
        if (pem == null) return null;
        string text = Encoding.UTF8.GetString(pem, 0, pem.Length);
        int begin = text.IndexOf(Begin);
        int end = begin < 0 ? -1 : text.IndexOf(End, begin);
        if (end < 0) return null;
        try
        {
            return new X509Certificate2(Convert.FromBase64String(Bare(text.Substring(begin + Begin.Length, end - begin - Begin.Length))));
        }
        catch (Exception)
        {
            // The library tells a number at the most.
            return null;
        }
    }

    /// <summary>A certificate with its key. Null: there is none, or it cannot be read.</summary>
    internal static X509Certificate2? Own(KeyedCertificate? identity)
    {
        if (identity == null) return null;
        try
        {
            return new X509Certificate2(identity.Chain, identity.Key, "");
        }
        catch (Exception)
        {
            // As above.
            return null;
        }
    }

    private static string Words(string name, CredentialSet credentials, IClock clock)
    {
        if (name == RecordName.MqttPassword) return "installed";
        bool isKeyed = name == RecordName.TlsIdentity || name == RecordName.MqttIdentity;
        X509Certificate2? certificate = isKeyed ? Own(credentials.GetKeyed(name)) : First(credentials.Get(name));
        if (certificate == null) return "cannot be read";
        if (clock.Trust == ClockTrust.Unset) return certificate.Subject;
        long days = (certificate.NotAfter.Ticks - new DateTime(1970, 1, 1).Ticks) / TimeSpan.TicksPerDay - clock.Utc / 86_400_000;
        return certificate.Subject + (days < 0 ? ", RUN OUT" : ", " + days.ToString() + " days left");
    }

    private static string Bare(string text)
    {
        var bare = TextBuilder.New();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > ' ') bare.Append(text[i]);
        }
        return bare.ToString();
    }
}
