using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Module;
using EdgeGuard.Pki;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Host.Tests.Store;

/// <summary>A module with a store in a temporary folder, claimed by anna, and a CA beside it.</summary>
internal sealed class StoreBed : IDisposable
{
    internal const string Password = "correct horse battery";
    internal const string Policy = "edgeguard-policy 1\npolicy first version 1\nrole Operator\n  allow reads, 6  unit 1\n";

    private readonly StringWriter _log = new();
    private StoredModule _stored;

    internal StoreBed()
    {
        Folder = Directory.CreateTempSubdirectory("edgeguard-stored-").FullName;
        Ca = SiteCa.Create(Path.Combine(Folder, "ca"), "test");
        _stored = Open();
        Module.Start();
        Assert.AreEqual(
            AccountFault.None,
            Module.Store.Accounts.Claim(
                File.ReadAllText(Path.Combine(StoreFolder, StoredModule.LabelFile)).Trim(), "anna", Password, "test", out Person? anna));
        Anna = anna!;
    }

    internal string Folder { get; }

    internal string StoreFolder => Path.Combine(Folder, "store");

    internal SiteCa Ca { get; }

    internal GuardModule Module => _stored.Module;

    /// <summary>The guard at work; null while nothing is in force.</summary>
    internal RunningGuard? Guard => Module.Guard;

    /// <summary>Where the TLS listener is; null without one.</summary>
    internal IPEndPoint? TlsEndPoint
    {
        get
        {
            ListenerStatus? tls = Guard?.Listening.SingleOrDefault(listener => listener.Transport == PeerTransport.Tls);
            return tls == null ? null : IPEndPoint.Parse(tls.Address);
        }
    }

    internal Person Anna { get; private set; }

    internal string Log => _log.ToString();

    /// <summary>Does what is due, as whoever runs the module does.</summary>
    internal void Step() => _stored.Step();

    internal void Restart()
    {
        End();
        Reopen();
    }

    /// <summary>Starts the module again that a test has ended.</summary>
    internal void Reopen()
    {
        _stored = Open();
        Module.Start();
        Anna = Module.Store.Accounts.Login("anna", Password, "", "test").Person!;
    }

    /// <summary>Ends the module.</summary>
    internal void End() => _stored.Dispose();

    /// <summary>Leaves word of why the module ends.</summary>
    internal void Leave(RestartCause words) => _stored.Leave(words);

    /// <summary>A person says the time.</summary>
    internal bool Believe(long utc) => _stored.Believe(utc);

    internal void EquipForTls()
    {
        IssuedCertificate own = Ca.IssueModule("m1", ["127.0.0.1"], new IssueOptions());
        Install(
            RecordName.TlsIdentity, new KeyedCertificate(File.ReadAllText(own.KeyPath), File.ReadAllText(own.CertificatePath)).ToBytes());
        Install(RecordName.TlsCa, File.ReadAllBytes(Ca.CertificatePath));
        Install(RecordName.TlsCrl, File.ReadAllBytes(Ca.CrlPath));
    }

    internal void Install(string name, byte[] content)
    {
        var problems = new ProblemList();
        CredentialFault fault = Module.Store.Credentials.Install(Anna, name, content, problems);
        Assert.AreEqual(CredentialFault.None, fault, problems.Count > 0 ? problems[0].ToString() : "");
    }

    internal void Edit(string listen, string policy = Policy)
    {
        Module.Store.Configurations.SetSettings(Anna, $"site north\nmodule m1\nlisten.tls {listen}\nplc.address 127.0.0.1:1\n");
        Module.Store.Configurations.SetPolicy(Anna, policy);
    }

    internal void Commit(string listen)
    {
        Edit(listen);
        CommitResult result = Module.Store.Configurations.Commit(Anna);
        Assert.AreEqual(CommitFault.None, result.Fault, result.Detail + Words(result.Reading));
    }

    internal static string Words(ConfigurationReading? reading)
    {
        var words = new StringBuilder();
        for (int i = 0; reading != null && i < reading.Settings.Count; i++) words.Append(reading.Settings[i]).Append('\n');
        return words.ToString();
    }

    internal static string Words(ProblemList problems)
    {
        var words = new StringBuilder();
        for (int i = 0; i < problems.Count; i++) words.Append(problems[i]).Append('\n');
        return words.ToString();
    }

    /// <summary>A port that was free a moment ago.</summary>
    internal static string FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint!.ToString()!.Replace("[::ffff:127.0.0.1]", "127.0.0.1", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        End();
        Directory.Delete(Folder, recursive: true);
    }

    private StoredModule Open()
    {
        StoredModule? module = StoredModule.TryOpen(StoreFolder, new StderrLog(_log), out string problem, out _);
        Assert.IsNotNull(module, problem);
        return module;
    }
}
