using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Reads from certificates and lists when they run out.</summary>
internal static class ExpiryReader
{
    /// <summary>All that is in use; what is null is not.</summary>
    internal static ExpiryDates Read(ServerIdentity? identity, TrustStore? trust, BrokerTls? broker)
    {
        var dates = new ExpiryDates();
        Add(dates, CredentialKind.Module, identity?.Certificates ?? []);
        Add(dates, CredentialKind.ClientsCa, trust?.Authorities ?? []);
        foreach (RevocationList list in trust?.Lists ?? []) dates.Add(CredentialKind.RevocationList, list.ThisUpdate, list.NextUpdate);
        Add(dates, CredentialKind.BrokerCa, broker?.Authorities ?? []);
        if (broker?.Shown != null) Add(dates, CredentialKind.ForBroker, [broker.Shown]);
        return dates;
    }

    private static void Add(ExpiryDates dates, CredentialKind kind, IEnumerable<X509Certificate2> certificates)
    {
        foreach (X509Certificate2 certificate in certificates) dates.Add(kind, Utc(certificate.NotBefore), Utc(certificate.NotAfter));
    }

    private static long Utc(DateTime local) => new DateTimeOffset(local).ToUnixTimeMilliseconds();
}
