using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Keys, requests and checks of certificates, by the same code that uses them.</summary>
internal static class StoreCertificates
{
    /// <summary>Checks what was laid out, by itself and with each other.</summary>
    internal static void Check(StoreLayout files, CredentialSet credentials, long utc, ProblemList problems)
    {
        bool Has(string record) => credentials.Get(record) != null;
        var found = new List<FileProblem>();
        string? crl = Has(RecordName.TlsCrl) ? files.File(SettingKeys.TlsCrl) : null;
        string key = files.File(SettingKeys.TlsKey);
        if (credentials.GetKeyed(RecordName.TlsIdentity) != null && Has(RecordName.TlsCa))
        {
            var all = new CertificateFiles(files.File(SettingKeys.TlsCertificate), key, files.File(SettingKeys.TlsCa), crl);
            if (all.TryLoad(found, out ServerIdentity? identity, out TrustStore? trust)) all.Check(identity, trust, StaleCrl.Refuse, utc, found);
        }
        else
        {
            if (credentials.GetKeyed(RecordName.TlsIdentity) != null) PemFiles.LoadPair(files.File(SettingKeys.TlsCertificate), key, found, out _);
            if (Has(RecordName.TlsCa)) PemFiles.LoadCertificates(files.File(SettingKeys.TlsCa), found);
            if (crl != null) CheckLists(credentials.Get(RecordName.TlsCrl)!, crl, found);
        }
        if (Has(RecordName.MqttCa)) PemFiles.LoadCertificates(files.File(SettingKeys.MqttCa), found);
        if (credentials.GetKeyed(RecordName.MqttIdentity) != null)
            PemFiles.LoadPair(files.File(SettingKeys.MqttCertificate), files.File(SettingKeys.MqttKey), found, out _);
        if (Has(RecordName.MqttPassword)) SecretFile.Password(files.File(SettingKeys.MqttPasswordFile), found);
        foreach (FileProblem one in found) Tell(one, files, problems);
    }

    private static void CheckLists(byte[] file, string path, List<FileProblem> found)
    {
        var problems = new ProblemList();
        RevocationListReader.TryRead(file, false, problems);
        FileProblem.AddAll(found, path, problems);
    }

    private static void Tell(FileProblem one, StoreLayout files, ProblemList problems)
    {
        string record = StoreLayout.RecordOf(one.Path);
        string place = one.Line == 0 ? record : $"{record}, line {one.Line}";
        if (one.IsWarning) problems.Warn(0, 0, record, $"{place}: {Cleaned(one.Message, files)}", one.Remedy);
        else problems.Error(0, 0, record, $"{place}: {Cleaned(one.Message, files)}", one.Remedy);
    }

    /// <summary>A new P-256 key, PEM.</summary>
    internal static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>A request for a certificate of a TLS server, PEM; empty where a name cannot stand in one.</summary>
    /// <param name="key">The private key, PEM.</param>
    /// <param name="names">DNS names and IP addresses by which clients dial, with blanks between; the first is the common name as well.</param>
    internal static string Request(string key, string names)
    {
        string[] all = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (all.Length == 0 || all[0].Length > 64 || !Array.TrueForAll(all, IsName)) return "";
        using var own = ECDsa.Create();
        own.ImportFromPem(key);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(all[0]);
        var request = new CertificateRequest(subject.Build(), own, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (string name in all)
        {
            if (IPAddress.TryParse(name, out IPAddress? address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request.CreateSigningRequestPem() + "\n";
    }

    private static bool IsName(string name) => Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    // Messages of the file form name files; here they are records.
    private static string Cleaned(string message, StoreLayout files)
    {
        return message.Replace(files.File(SettingKeys.TlsCertificate), "the certificate", StringComparison.Ordinal)
            .Replace(files.File(SettingKeys.MqttCertificate), "the certificate", StringComparison.Ordinal);
    }
}
