using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Checks credentials in memory by the same code that uses them.</summary>
internal static class RecordCertificates
{
    /// <summary>Adds what is wrong with those that are there, by themselves and with each other.</summary>
    internal static void Check(CredentialSet credentials, long utc, ProblemList problems)
    {
        var found = new List<FileProblem>();
        CertificateSources? server = RecordSources.Server(credentials);
        if (server == null) CheckParts(credentials, found);
        else CheckAll(server, utc, found);
        CheckAuthorities(credentials, RecordName.MqttCa, found);
        CheckPair(credentials, RecordName.MqttIdentity, found);
        CredentialSource? password = RecordSources.Whole(credentials, RecordName.MqttPassword);
        if (password != null) SecretFile.Password(password, found);
        Tell(found, problems);
    }

    /// <summary>Adds what was found in records, each with its place.</summary>
    internal static void Tell(IEnumerable<FileProblem> found, ProblemList problems)
    {
        foreach (FileProblem one in found)
        {
            string message = (one.Line == 0 ? one.Path : $"{one.Path}, line {one.Line}") + ": " + one.Message;
            if (one.IsWarning) problems.Warn(0, 0, one.Path, message, one.Remedy);
            else problems.Error(0, 0, one.Path, message, one.Remedy);
        }
    }

    private static void CheckAll(CertificateSources server, long utc, List<FileProblem> found)
    {
        if (server.TryLoad(found, out ServerIdentity? identity, out TrustStore? trust))
        {
            server.Check(identity, trust, StaleCrl.Refuse, utc, found);
        }
    }

    // While not all is installed that a listener needs.
    private static void CheckParts(CredentialSet credentials, List<FileProblem> found)
    {
        CheckPair(credentials, RecordName.TlsIdentity, found);
        CheckAuthorities(credentials, RecordName.TlsCa, found);
        CredentialSource? lists = RecordSources.Whole(credentials, RecordName.TlsCrl);
        if (lists != null) CertificateSources.LoadLists(lists, false, null, found);
    }

    private static void CheckPair(CredentialSet credentials, string record, List<FileProblem> found)
    {
        CredentialSource? certificate = RecordSources.Certificate(credentials, record);
        if (certificate != null) PemFiles.LoadPair(certificate, RecordSources.Key(credentials, record)!, found, out _);
    }

    private static void CheckAuthorities(CredentialSet credentials, string record, List<FileProblem> found)
    {
        CredentialSource? authorities = RecordSources.Whole(credentials, record);
        if (authorities != null) PemFiles.LoadCertificates(authorities, found);
    }
}
