using System.Collections.Generic;
using System.IO;
using EdgeGuard.Core.Reports;
using EdgeGuard.Settings;

namespace EdgeGuard.Cli.Watch;

/// <summary>What <c>edgeguard watch</c> was asked for.</summary>
internal sealed class WatchOptions
{
    public required string Broker { get; init; }

    public string Site { get; init; } = "";

    public string Module { get; init; } = "";

    public string CaFile { get; init; } = "";

    public string CertificateFile { get; init; } = "";

    public string KeyFile { get; init; } = "";

    /// <summary>Files with the keys by which seals are verified.</summary>
    public string[] SealKeyFiles { get; init; } = [];

    /// <summary>How many events to show; 0 for all that come.</summary>
    public int Count { get; init; }

    public bool UsesTls => CaFile.Length > 0;

    public string Host => SettingText.TryEndpoint(Broker, out string host, out _) ? host : "";

    public int Port => SettingText.TryEndpoint(Broker, out _, out int port) ? port : 0;

    /// <summary>The topics of one level of the modules asked for.</summary>
    public string Topic(string level) => $"{ReportTopics.Root}/{OrAny(Site)}/{OrAny(Module)}/{level}";

    /// <summary>Everything that is wrong, each with its remedy.</summary>
    public string[] Problems()
    {
        var problems = new List<string>();
        if (Port == 0) problems.Add($"--broker '{Broker}' is not HOST:PORT, such as 127.0.0.1:1883");
        CheckName("--site", Site, problems);
        CheckName("--module", Module, problems);
        if ((CertificateFile.Length > 0) != (KeyFile.Length > 0)) problems.Add("--certificate and --key belong together");
        if (CertificateFile.Length > 0 && !UsesTls) problems.Add("--certificate needs TLS: name the broker's CA with --ca");
        CheckFile("--ca", CaFile, problems);
        CheckFile("--certificate", CertificateFile, problems);
        CheckFile("--key", KeyFile, problems);
        foreach (string file in SealKeyFiles)
        {
            if (SealKey.Read(file, out string problem) == null) problems.Add($"--seal-key '{file}': {problem}");
        }
        if (Count < 0) problems.Add($"--count {Count} is below 0");
        return [.. problems];
    }

    private static string OrAny(string name) => name.Length > 0 ? name : "+";

    private static void CheckName(string option, string name, List<string> problems)
    {
        if (name.Length > 0 && !ReportTopics.IsName(name))
            problems.Add($"{option} '{name}' is no name: letters, digits, '-', '_' and '.', at most {ReportTopics.MaxName}");
    }

    private static void CheckFile(string option, string file, List<string> problems)
    {
        if (file.Length > 0 && !File.Exists(file)) problems.Add($"{option} '{file}': there is no such file");
    }
}
