using System;
using System.Collections;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>Certificates between PEM, the library and people. No secret is in what it says.</summary>
internal static class CertificateText
{
    /// <summary>What is installed: a line each.</summary>
    internal static string[] Lines(CredentialSet credentials, IClock clock)
    {
        var lines = new ArrayList();
        for (int i = 0; i < CredentialSet.Count; i++)
        {
            string name = CredentialSet.NameAt(i);
            if (credentials.Get(name) == null) continue;
            if (name == RecordName.MqttPassword) lines.Add(name + ": installed");
            else if (CredentialSet.IsSecret(name)) lines.Add(name + ": " + Words(OwnOf(credentials, name), clock));
            else AddAll(lines, name, All(credentials.Get(name)), clock);
        }
        var exact = new string[lines.Count];
        for (int i = 0; i < exact.Length; i++) exact[i] = (string)lines[i]!;
        return exact;
    }

    /// <summary>The certificate with its key of a record. Null: there is none, or it cannot be read.</summary>
    internal static X509Certificate2? OwnOf(CredentialSet credentials, string record)
    {
        KeyedCertificate? identity = credentials.GetKeyed(record);
        return identity == null ? null : Own(identity, record, out string _);
    }

    /// <summary>The only certificate of a PEM text. Null: there is none, or more than one, or it cannot be read.</summary>
    internal static X509Certificate2? Only(byte[]? pem)
    {
        X509Certificate2?[] all = All(pem);
        return all.Length == 1 ? all[0] : null;
    }

    /// <summary>How many certificates a PEM text holds.</summary>
    internal static int Count(byte[]? pem)
    {
        return All(pem).Length;
    }

    /// <summary>Certificates as a text that the library takes whole; a problem in words where one of them would be lost.</summary>
    internal static string Strict(byte[] pem, string record, out string problem)
    {
        var problems = new ProblemList();
        PemBlock[] blocks = PemText.Certificates(pem, false, problems);
        problem = problems.Errors > 0 ? Place(record, problems[0]) + problems[0].Message + "; " + problems[0].Remedy : "";
        return problem.Length > 0 ? "" : PemText.Write(blocks);
    }

    /// <summary>Adds what is wrong with the certificates of a record, each with its line.</summary>
    internal static void Check(byte[] pem, string record, ProblemList problems)
    {
        var found = new ProblemList();
        PemBlock[] blocks = PemText.Certificates(pem, false, found);
        for (int i = 0; i < blocks.Length; i++)
        {
            if (Read(blocks[i]) == null)
            {
                found.Error(
                    blocks[i].Line, 0, "", "the certificate that begins on this line cannot be read", "export or copy it again, as PEM");
            }
        }
        for (int i = 0; i < found.Count; i++) problems.Error(0, 0, record, Place(record, found[i]) + found[i].Message, found[i].Remedy);
    }

    /// <summary>A certificate with its key. Null, and the problem in words, where it cannot be read.</summary>
    internal static X509Certificate2? Own(KeyedCertificate identity, string record, out string problem)
    {
        string chain = Strict(Encoding.UTF8.GetBytes(identity.Chain), record, out problem);
        string key = problem.Length > 0 ? "" : StrictKey(Encoding.UTF8.GetBytes(identity.Key), record, out problem);
        if (problem.Length > 0) return null;
        try
        {
            return new X509Certificate2(chain, key, "");
        }
        catch (Exception)
        {
            // The library tells a number at the most, and no secret belongs in a text.
            problem = record + ": the library does not take this certificate with this key; it takes P-256 and RSA";
            return null;
        }
    }

    private static string StrictKey(byte[] pem, string record, out string problem)
    {
        var problems = new ProblemList();
        PemBlock? key = PemText.PrivateKey(pem, problems);
        problem = problems.Errors > 0 ? Place(record, problems[0]) + problems[0].Message + "; " + problems[0].Remedy : "";
        if (key != null && key.IsEncrypted) problem = record + ": the private key is encrypted, and nobody is there to type the password";
        return key == null || problem.Length > 0 ? "" : PemText.Write(new PemBlock[] { key });
    }

    private static string Place(string record, Problem problem)
    {
        return record + (problem.Line > 0 ? ", line " + problem.Line.ToString() : "") + ": ";
    }

    private static void AddAll(ArrayList lines, string name, X509Certificate2?[] certificates, IClock clock)
    {
        if (certificates.Length == 0) lines.Add(name + ": " + Words(null, clock));
        for (int i = 0; i < certificates.Length; i++) lines.Add(name + ": " + Words(certificates[i], clock));
    }

    // None where any block is damaged. A null in the answer is a certificate that the library cannot read.
    private static X509Certificate2?[] All(byte[]? pem)
    {
        var problems = new ProblemList();
        PemBlock[] blocks = pem == null ? new PemBlock[0] : PemText.Certificates(pem, false, problems);
        if (problems.Errors > 0) return new X509Certificate2?[0];
        var certificates = new X509Certificate2?[blocks.Length];
        for (int i = 0; i < blocks.Length; i++) certificates[i] = Read(blocks[i]);
        return certificates;
    }

    private static X509Certificate2? Read(PemBlock block)
    {
        try
        {
            return new X509Certificate2(block.Content);
        }
        catch (Exception)
        {
            // The library tells a number at the most.
            return null;
        }
    }

    private static string Words(X509Certificate2? certificate, IClock clock)
    {
        if (certificate == null) return "cannot be read";
        if (clock.Trust == ClockTrust.Unset) return certificate.Subject;
        long days = (certificate.NotAfter.Ticks - new DateTime(1970, 1, 1).Ticks) / TimeSpan.TicksPerDay - clock.Utc / 86_400_000;
        return certificate.Subject + (days < 0 ? ", RUN OUT" : ", " + days.ToString() + " days left");
    }
}
