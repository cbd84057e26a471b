using System;
using System.Collections.Generic;
using System.Text;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Of any file as many blocks are taken as begin in it, or a problem says which is not.</summary>
internal sealed class PemTarget : ITarget
{
    private const string One = "-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----";

    public string Name => "pem";

    public int MaxLength => 600;

    public IEnumerable<byte[]> Seeds()
    {
        string[] seeds =
        [
            One, One + One, "\uFEFF" + One + "\r\n# text\r\n" + One.Replace("\n", "\r\n", StringComparison.Ordinal),
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAQIDBA==\n-----END RSA PRIVATE KEY-----\n" + One,
            "-----BEGIN X509 CERTIFICATE-----\nAQI=\n-----END X509 CERTIFICATE-----\n",
            "-----BEGIN X509 CRL-----\nAQ==\n-----END X509 CRL-----\n",
            "----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUO1fV3bq1v2l5bq1v2l5bq1v2l5b\n-----END CERTIFICATE-----\n",
        ];
        foreach (string seed in seeds) yield return Encoding.UTF8.GetBytes(seed);
        yield return Encoding.Unicode.GetBytes(One);
    }

    public void Run(byte[] input)
    {
        var problems = new ProblemList();
        PemBlock[] certificates = PemText.Certificates(input, true, problems);
        PemBlock[] lists = PemText.RevocationLists(input, true, new ProblemList());
        PemBlock? key = PemText.PrivateKey(input, new ProblemList());
        // Parameters and several keys may stand there uncounted.
        bool isCounted = input.AsSpan().IndexOf("PARAMETERS"u8) < 0 && input.AsSpan().Count("PRIVATE KEY-----"u8) <= 2;
        int taken = certificates.Length + lists.Length + (key == null ? 0 : 1);
        Promise.Holds(problems.Errors > 0 || !isCounted || taken == input.AsSpan().Count("-----BEGIN"u8), "a block that nobody told of");
        Promise.Holds(problems.Errors > 0 || certificates.Length > 0, "no certificate, and no problem");
        if (certificates.Length > 0) ReadAgain(certificates);
    }

    private static void ReadAgain(PemBlock[] written)
    {
        var problems = new ProblemList();
        PemBlock[] read = PemText.Certificates(Encoding.UTF8.GetBytes(PemText.Write(written)), false, problems);
        Promise.Holds(problems.Count == 0 && read.Length == written.Length, "blocks that were written are not read");
        for (int i = 0; i < read.Length; i++)
        {
            Promise.Holds(read[i].Content.AsSpan().SequenceEqual(written[i].Content), "a block was changed by writing it");
        }
    }
}
