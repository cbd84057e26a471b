using System;
using System.Collections.Generic;
using System.IO;
using EdgeGuard.Host;
using EdgeGuard.Pki;

namespace EdgeGuard.Cli;

/// <summary>The temporary folder with a CA, certificates and the files that the proxies read.</summary>
internal sealed class BenchFolder : IDisposable
{
    public BenchFolder()
    {
        Path = Directory.CreateTempSubdirectory("edgeguard-bench-").FullName;
        var ca = SiteCa.Create(Path, "EdgeGuard bench");
        var oneDay = new IssueOptions { Days = 1 };
        ca.IssueModule("proxy", ["127.0.0.1"], oneDay);
        ca.IssueClient("client", "Operator", oneDay);
        // haproxy wants certificate and key in one file.
        WriteSecret("proxy.pem", File.ReadAllText(In("proxy.crt")) + File.ReadAllText(In("proxy.key")));
        Client = ClientIdentity.TryLoad(In("client.crt"), In("client.key"), In("ca.crt"), new List<FileProblem>())
            ?? throw new BenchException("the certificates just made cannot be read");
    }

    public string Path { get; }

    public ClientIdentity Client { get; }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void WriteSecret(string name, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(In(name), options);
        file.Write(text);
    }
}
