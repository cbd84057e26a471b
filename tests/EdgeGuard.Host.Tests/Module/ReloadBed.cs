using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using EdgeGuard.Host.Tests.Tls;
using EdgeGuard.Pki;

namespace EdgeGuard.Host.Tests.Module;

/// <summary>A module made from files, which a test changes, and clients of its CA.</summary>
internal sealed class ReloadBed : IDisposable
{
    private readonly StringWriter _log = new();
    private readonly TextWriter _synchronized;
    private readonly List<TlsClientLink> _clients = [];

    internal ReloadBed(string more = "")
    {
        _synchronized = TextWriter.Synchronized(_log);
        Folder = Directory.CreateTempSubdirectory("edgeguard-reload-").FullName;
        Ca = SiteCa.Create(InFolder("ca"), "test");
        IssuedCertificate own = Ca.IssueModule("m1", ["127.0.0.1"], new IssueOptions());
        Certificate = own.CertificatePath;
        Key = own.KeyPath;
        File.Copy(Ca.CertificatePath, InFolder("clients.crt"));
        File.Copy(Ca.CrlPath, InFolder("clients.crl"));
        File.WriteAllText(InFolder("p.policy"), "edgeguard-policy 1\npolicy p version 1\nrole Operator\n  allow reads  unit 1\n");
        File.WriteAllText(Settings,
            "site s\nmodule m1\npolicy.file p.policy\nlisten.tls 127.0.0.1:0\nplc.address 127.0.0.1:1\n"
            + $"tls.certificate {Certificate}\ntls.key {Key}\n"
            + $"tls.ca clients.crt\ntls.crl clients.crl\n{more}");
        var problems = new FileProblems();
        ConfigurationFiles? files = ConfigurationFiles.Read(Settings, problems);
        problems.Print(_log);
        Assert.IsNotNull(files, Log);
        Module = new HostedModule(files, new StderrLog(_synchronized));
        Assert.IsNull(Module.Start());
    }

    internal string Folder { get; }

    internal SiteCa Ca { get; }

    internal string Certificate { get; }

    internal string Key { get; }

    internal string Settings => InFolder("module.conf");

    internal HostedModule Module { get; }

    internal string Log
    {
        get
        {
            // Others write to it meanwhile, under this lock.
            lock (_synchronized) return _log.ToString();
        }
    }

    internal string InFolder(string name) => Path.Combine(Folder, name);

    /// <summary>A client that is connected.</summary>
    internal string Connect(string name)
    {
        IssuedCertificate own = Ca.IssueClient(name, "Operator", new IssueOptions());
        var problems = new List<FileProblem>();
        ClientIdentity? identity = ClientIdentity.TryLoad(own.CertificatePath, own.KeyPath, Ca.CertificatePath, problems);
        Assert.IsNotNull(identity, FileProblem.Text(problems));
        IPEndPoint at = Module.TlsEndPoint!;
        var clock = new SystemClock();
        int before = Module.Gateway!.Sessions().Length;
        TlsClientLink? link = new TlsDialer(at.Address.ToString(), at.Port, identity, clock).Dial(clock.Now + TlsBed.PatienceMs, out _);
        Assert.IsNotNull(link, Log);
        _clients.Add(link);
        TlsBed.WaitFor(() => Module.Gateway!.Sessions().Length > before, "no session began");
        return own.CertificatePath;
    }

    public void Dispose()
    {
        foreach (TlsClientLink client in _clients) client.Abort();
        Module.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
