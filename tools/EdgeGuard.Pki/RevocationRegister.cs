using System;
using System.Collections.Generic;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeGuard.Host;

namespace EdgeGuard.Pki;

/// <summary>The revocation list of a CA, in one file: the only record of what is revoked.</summary>
/// <param name="path">ca.crl, PEM.</param>
/// <param name="ca">The CA, with its key.</param>
internal sealed class RevocationRegister(string path, X509Certificate2 ca)
{
    /// <summary>Days until a list runs out unless told otherwise. A site renews its list by hand, and a list that has run out locks
    /// everybody out.</summary>
    internal const int DefaultDays = 365;

    private const int MaxSerial = 20;

    /// <summary>The list, PEM.</summary>
    internal string Path { get; } = path;

    /// <summary>When a newer list is due.</summary>
    /// <exception cref="CaException">The list cannot be read.</exception>
    internal DateTimeOffset ValidUntil => DateTimeOffset.FromUnixTimeMilliseconds(Read().NextUpdate);

    /// <summary>A serial number without leading zero bytes, upper-case hex: as the module's reader compares them.</summary>
    internal static string Normal(string serial)
    {
        return Convert.ToHexString(Convert.FromHexString(serial).AsSpan().TrimStart((byte)0));
    }

    /// <summary>A serial number as a person types it: hex, with or without colons.</summary>
    /// <exception cref="CaException">It is none.</exception>
    internal static byte[] SerialOf(string text)
    {
        try
        {
            string digits = text.Replace(":", "", StringComparison.Ordinal);
            byte[] serial = Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits);
            if (serial.Length is > 0 and <= MaxSerial) return serial;
        }
        catch (FormatException)
        {
            // Neither a file nor a number: said below.
        }

        throw new CaException($"'{text}' is neither a file nor a serial number", "'edgeguard ca show DIR' lists the serial numbers");
    }

    /// <summary>The first, empty list of a new CA.</summary>
    internal void Begin()
    {
        Write(new CertificateRevocationListBuilder(), BigInteger.One, DefaultDays);
    }

    /// <summary>What is revoked, as <see cref="Normal"/> writes it.</summary>
    /// <exception cref="CaException">The list cannot be read.</exception>
    internal HashSet<string> Serials() => [.. Read().Serials];

    /// <summary>Adds a certificate and writes a new list.</summary>
    /// <exception cref="CaException">It is revoked already, or the list cannot be read or written.</exception>
    internal void Add(byte[] serial)
    {
        string text = Convert.ToHexString(serial);
        if (Serials().Contains(Normal(text))) throw new CaException($"{text} is revoked already", "");
        CertificateRevocationListBuilder builder = Load(out BigInteger number);
        builder.AddEntry(serial);
        Write(builder, number + 1, DefaultDays);
    }

    /// <summary>Writes the same list again, before the old one runs out.</summary>
    /// <exception cref="CaException">It cannot be read or written.</exception>
    internal void Renew(int days)
    {
        CertificateRevocationListBuilder builder = Load(out BigInteger number);
        Write(builder, number + 1, days);
    }

    // The module's reader comes first: it says more clearly what is wrong.
    private CertificateRevocationListBuilder Load(out BigInteger number)
    {
        Read();
        return CertificateRevocationListBuilder.LoadPem(CaFiles.Read(Path, ""), out number);
    }

    private RevocationList Read()
    {
        string text = CaFiles.Read(Path, "restore ca.crl from your backup: it is the only record of what is revoked");
        IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(Encoding.UTF8.GetBytes(text), out string problem);
        if (lists == null || !lists[0].IsSignedBy(ca))
        {
            throw new CaException($"{Path} {(lists == null ? problem : "is not signed by this CA")}", "restore it from your backup");
        }
        return lists[0];
    }

    private void Write(CertificateRevocationListBuilder builder, BigInteger number, int days)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset next = days < (ca.NotAfter - now).TotalDays ? now.AddDays(days) : ca.NotAfter;
        byte[] der = builder.Build(ca, number, next, HashAlgorithmName.SHA256, thisUpdate: SiteCa.StartFor(ca, now));
        CaFiles.Replace(Path, PemEncoding.WriteString("X509 CRL", der) + "\n");
    }
}
