using System;
using System.Collections.Generic;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>A settings file and all that it names, read and found right as a whole: from here on a configuration and credentials like any
/// other. Immutable.</summary>
public sealed class ConfigurationFiles
{
    private ConfigurationFiles(string path, CheckedConfiguration configuration, CredentialSet credentials, TrustStore? trust)
    {
        Path = path;
        Configuration = configuration;
        Credentials = credentials;
        Trust = trust;
    }

    /// <summary>The settings file.</summary>
    public string Path { get; }

    /// <summary>Settings and policy.</summary>
    public CheckedConfiguration Configuration { get; }

    /// <summary>Certificate, key, CAs and lists of the TLS listener. What the broker is shown stays in its files, and is read at every
    /// connection.</summary>
    public CredentialSet Credentials { get; }

    /// <summary>Whom the module trusts; null without a TLS listener.</summary>
    internal TrustStore? Trust { get; }

    /// <summary>Reads settings, policy and certificates. Null when anything is wrong; <paramref name="problems"/> has all of it. Never
    /// throws.</summary>
    /// <param name="path">The settings file.</param>
    /// <param name="problems">Where to add.</param>
    /// <param name="utc">The time by which certificates and lists are judged; now unless given.</param>
    /// <param name="generation">Number of the configuration.</param>
    public static ConfigurationFiles? Read(string path, FileProblems problems, long? utc = null, int generation = 1)
    {
        string? text = ReadText(path, problems);
        if (text == null) return null;
        var found = new ProblemList();
        ModuleSettings? settings = SettingsReader.Read(text, found);
        problems.AddAll(path, found);
        if (settings == null) return null;
        var files = new FileSources(path, settings);
        CertificateSources? server = files.Server()?.Once();
        string? policyText = ReadText(files.File(SettingKeys.PolicyFile), problems);
        CompiledPolicy? policy = policyText == null ? null : ReadPolicy(files.File(SettingKeys.PolicyFile), policyText, problems);
        long now = utc ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        HostCredentials? credentials = ReadCredentials(settings, server, files.Broker(), now, problems);
        CheckTogether(path, settings, policy, problems);
        if (problems.Errors > 0 || policy == null || credentials == null) return null;
        var texts = new StoredConfiguration(generation, text, policyText!, "", now);
        var configuration = new CheckedConfiguration(texts, settings, SiteZone.Of(settings), policy);
        return new ConfigurationFiles(path, configuration, server == null ? new CredentialSet() : Installed(server), credentials.Trust);
    }

    // As bytes of records; they have been read without a problem.
    private static CredentialSet Installed(CertificateSources server)
    {
        byte[] Content(CredentialSource source) => source.Read([]) ?? [];
        // What stands beside the blocks may be anything; a record's text holds no U+0000.
        string Text(CredentialSource source) => Encoding.UTF8.GetString(Content(source)).Replace('\0', ' ');
        CredentialSet set = new CredentialSet()
            .With(RecordName.TlsIdentity, new KeyedCertificate(Text(server.Key), Text(server.Certificate)).ToBytes())
            .With(RecordName.TlsCa, Content(server.Authorities));
        return server.Crl == null ? set : set.With(RecordName.TlsCrl, Content(server.Crl));
    }

    private static CompiledPolicy? ReadPolicy(string path, string text, FileProblems problems)
    {
        PolicyReading reading = PolicyReader.Read(text);
        problems.AddAll(path, reading.Problems);
        return reading.Policy;
    }

    private static HostCredentials? ReadCredentials(
        ModuleSettings settings, CertificateSources? server, BrokerSources broker, long utc, FileProblems problems)
    {
        var found = new List<FileProblem>();
        HostCredentials? credentials = HostCredentials.Read(settings, server, broker, utc, found);
        problems.AddAll(found);
        return credentials;
    }

    private static void CheckTogether(string path, ModuleSettings settings, CompiledPolicy? policy, FileProblems problems)
    {
        var found = new ProblemList();
        if (policy != null) PolicyFit.Run(settings, policy, found);
        HostSettingRules.Run(settings, found);
        problems.AddAll(path, found);
    }

    private static string? ReadText(string path, FileProblems problems)
    {
        string? text = TextFile.Read(path, out string problem, out string remedy);
        if (text == null) problems.Error(path, problem, remedy);
        return text;
    }
}
