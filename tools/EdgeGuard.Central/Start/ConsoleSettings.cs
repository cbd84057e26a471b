using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>What the console runs with, for the page of settings, and what can be changed there. Any thread.</summary>
internal sealed class ConsoleSettings(
    CentralFolder folder, CentralOptions options, CentralCa ca, X509Certificate2 certificate, IArchive archive, KnownPolicies policies,
    Notifications notifications, CentralServer server, TimeProvider time)
{
    /// <summary>Where its pages are.</summary>
    internal IPEndPoint Web => new(options.Web.Address, server.WebPort);

    /// <summary>Where modules report.</summary>
    internal IPEndPoint Broker => new(options.Broker.Tls.Address, server.BrokerPort);

    /// <summary>Where loopback may report without TLS; 0 for nowhere.</summary>
    internal int PlainPort => server.PlainBrokerPort;

    internal CentralFolder Folder => folder;

    /// <summary>Where the CA's certificate is.</summary>
    internal string CaPath => ca.CertificatePath;

    internal int CaDays => DaysLeft(ca.Certificate);

    internal int CertificateDays => DaysLeft(certificate);

    /// <summary>The names and addresses that the console's own certificate is for.</summary>
    internal IReadOnlyList<string> Names =>
        [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())))];

    internal int SealKeys => Directory.EnumerateFiles(folder.SealKeys, "*" + SealKeyFolder.Ending).Count();

    internal int KnownPolicies => policies.Hashes.Count;

    /// <summary>The ways by which people outside are told.</summary>
    internal IReadOnlyList<string> Ways => [.. notifications.Queues.Select(queue => queue.Name)];

    internal Retention Kept => archive.Kept;

    /// <summary>Whether a command line says how much is kept, and not this page.</summary>
    internal bool IsKeptByCommand => options.IsKeepGiven;

    internal IReadOnlyList<ArchiveFile> Files => ArchiveFile.In(folder.Archive);

    /// <summary>Keeps so much from now on, also after the next start.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void Keep(Retention kept)
    {
        RetentionFile.Save(folder.Path, kept);
        archive.Keep(kept);
    }

    /// <summary>Tells a notice of nothing by one way, at once.</summary>
    /// <returns>Why it could not be told; empty: it was.</returns>
    internal Task<string> Try(string way, string by, CancellationToken stop) => notifications.Try(way, by, stop);

    private int DaysLeft(X509Certificate2 of) => (int)Math.Floor((of.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime).TotalDays);
}
