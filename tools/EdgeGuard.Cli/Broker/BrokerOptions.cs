using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>Which broker to listen at, who we are there, and which modules are asked for.</summary>
internal sealed class BrokerOptions
{
    public required string Broker { get; init; }

    /// <summary>The name at the broker, unless the broker's address has it; empty for none.</summary>
    public string User { get; init; } = "";

    /// <summary>A file whose first line is the password, which only its owner may read; empty for none.</summary>
    public string PasswordFile { get; init; } = "";

    public string Site { get; init; } = "";

    public string Module { get; init; } = "";

    public string CaFile { get; init; } = "";

    public string CertificateFile { get; init; } = "";

    public string KeyFile { get; init; } = "";

    /// <summary>Files with the keys by which seals are verified.</summary>
    public string[] SealKeyFiles { get; init; } = [];

    public bool UsesTls => CaFile.Length > 0;

    /// <summary>Null for a text that is no address of a broker.</summary>
    public BrokerAddress? Address => BrokerAddress.Parse(Broker, out _);

    /// <summary>Whoever asks at the broker; empty for nobody in particular.</summary>
    public string Login => User.Length > 0 ? User : Address?.User ?? "";

    /// <summary>The password, read again each time. Null: <paramref name="problems"/> says why.</summary>
    public byte[]? Password(IList<FileProblem> problems)
    {
        byte[]? password = SecretFile.Password(PasswordFile, problems);
        return problems.Count == 0 ? password : null;
    }

    /// <summary>The topics of one level of the modules asked for.</summary>
    public string Topic(string level) => $"{ReportTopics.Root}/{OrAny(Site)}/{OrAny(Module)}/{level}";

    /// <summary>Everything that is wrong, each with its remedy.</summary>
    public string[] Problems()
    {
        var problems = new List<string>();
        if (BrokerAddress.Parse(Broker, out string unclear) == null) problems.Add(unclear);
        if (Address is { IsTls: true } && !UsesTls) problems.Add("mqtts:// needs the CA of the broker's certificate: --ca FILE");
        if (Address is { User.Length: > 0 } && User.Length > 0 && User != Address.User)
        {
            problems.Add($"--user '{User}' is not the user in --broker '{Broker}'");
        }
        CheckPassword(problems);
        if ((CertificateFile.Length > 0) != (KeyFile.Length > 0)) problems.Add("--certificate and --key belong together");
        if (CertificateFile.Length > 0 && !UsesTls) problems.Add("--certificate needs TLS: name the broker's CA with --ca");
        CheckFile("--ca", CaFile, problems);
        CheckFile("--certificate", CertificateFile, problems);
        CheckFile("--key", KeyFile, problems);
        return [.. problems, .. ModuleProblems()];
    }

    /// <summary>What is wrong of how modules and their keys are named, which does not depend on a broker.</summary>
    public string[] ModuleProblems()
    {
        var problems = new List<string>();
        CheckName("--site", Site, problems);
        CheckName("--module", Module, problems);
        foreach (string file in SealKeyFiles)
        {
            if (SealKey.Read(file, out string problem) == null) problems.Add($"--seal-key '{file}': {problem}");
        }
        return [.. problems];
    }

    /// <summary>Verifies seals by these keys; null where none was named.</summary>
    public SealChecker? Seals()
    {
        if (SealKeyFiles.Length == 0) return null;
        return new SealChecker(new SystemHmac(), [.. SealKeyFiles.Select(file => SealKey.Read(file, out _)!)]);
    }

    private void CheckPassword(List<string> problems)
    {
        if (PasswordFile.Length == 0) return;
        if (Login.Length == 0) problems.Add("--password-file needs a user: --user NAME");
        var files = new List<FileProblem>();
        Password(files);
        foreach (FileProblem file in files)
        {
            problems.Add($"--password-file '{file.Path}': {file.Message}" + (file.Remedy.Length > 0 ? $": {file.Remedy}" : ""));
        }
    }

    private static string OrAny(string name) => name.Length > 0 ? name : "+";

    private static void CheckName(string option, string name, List<string> problems)
    {
        if (name.Length > 0 && !ReportTopics.IsName(name))
        {
            problems.Add($"{option} '{name}' is no name: letters, digits, '-', '_' and '.', at most {ReportTopics.MaxName}");
        }
    }

    private static void CheckFile(string option, string file, List<string> problems)
    {
        if (file.Length > 0 && !File.Exists(file)) problems.Add($"{option} '{file}': there is no such file");
    }
}
