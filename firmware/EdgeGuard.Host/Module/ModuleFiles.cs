using System;
using System.Collections.Generic;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>Everything a module is made from, read from its files and found right as a whole. Immutable.</summary>
public sealed class ModuleFiles
{
    private ModuleFiles(string path, CheckedConfiguration configuration, HostCredentials credentials)
    {
        Path = path;
        Configuration = configuration;
        Credentials = credentials;
    }

    /// <summary>The settings file.</summary>
    public string Path { get; }

    /// <summary>Settings and policy.</summary>
    public CheckedConfiguration Configuration { get; }

    /// <summary>Certificates, keys and lists.</summary>
    internal HostCredentials Credentials { get; }

    /// <summary>Reads settings, policy and certificates. Null when anything is wrong; <paramref name="problems"/> has all of it. Never throws.</summary>
    /// <param name="path">The settings file.</param>
    /// <param name="problems">Where to add.</param>
    /// <param name="utc">The time by which certificates and lists are judged; now unless given.</param>
    /// <param name="generation">Number of the configuration.</param>
    public static ModuleFiles? Read(string path, FileProblems problems, long? utc = null, int generation = 1)
    {
        string? text = ReadText(path, problems);
        if (text == null) return null;
        var found = new ProblemList();
        ModuleSettings? settings = SettingsReader.Read(text, found);
        problems.AddAll(path, found);
        if (settings == null) return null;
        var files = new FileSources(path, settings);
        string? policyText = ReadText(files.File(SettingKeys.PolicyFile), problems);
        CompiledPolicy? policy = policyText == null ? null : ReadPolicy(files.File(SettingKeys.PolicyFile), policyText, problems);
        long now = utc ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        HostCredentials? credentials = ReadCredentials(settings, files, now, problems);
        CheckTogether(path, settings, policy, problems);
        if (problems.Errors > 0 || policy == null || credentials == null) return null;
        var texts = new StoredConfiguration(generation, text, policyText!, "", now);
        return new ModuleFiles(path, new CheckedConfiguration(texts, settings, SiteZone.Of(settings), policy), credentials);
    }

    private static CompiledPolicy? ReadPolicy(string path, string text, FileProblems problems)
    {
        PolicyReading reading = PolicyReader.Read(text);
        problems.AddAll(path, reading.Problems);
        return reading.Policy;
    }

    private static HostCredentials? ReadCredentials(ModuleSettings settings, FileSources files, long utc, FileProblems problems)
    {
        var found = new List<FileProblem>();
        HostCredentials? credentials = HostCredentials.Read(settings, files.Server(), files.Broker(), utc, found);
        problems.AddAll(found);
        return credentials;
    }

    private static void CheckTogether(string path, ModuleSettings settings, CompiledPolicy? policy, FileProblems problems)
    {
        var found = new ProblemList();
        if (policy != null) PolicyFit.Run(settings, policy, found);
        HostCheck.Run(settings, found);
        problems.AddAll(path, found);
    }

    private static string? ReadText(string path, FileProblems problems)
    {
        string? text = TextFile.Read(path, out string problem, out string remedy);
        if (text == null) problems.Error(path, problem, remedy);
        return text;
    }
}
