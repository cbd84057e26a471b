using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using EdgeGuard.Central;
using EdgeGuard.Host;
using EdgeGuard.Pki;
using EdgeGuard.Store;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>A console's folder that goes with the measurement: its CA, an account to look with, and simulated modules whose certificates
/// and seal keys it knows.</summary>
internal sealed class CentralSite : IDisposable
{
    private const int ModulesPerSite = 100;
    private const int StreamBytes = 16;
    private const int KeyBytes = 32;

    private readonly string _path = Directory.CreateTempSubdirectory("edgeguard-bench-").FullName;

    private readonly SimulatedIdentity[] _identities = [];

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CentralSite(int modules, CancellationToken stop)
    {
        try
        {
            Folder = CentralFolder.Open(_path);
            Ca = CentralCa.Open(Folder.Ca);
            using (var people = People.Open(Folder.People, new SystemHmac(), new SystemRandom(), TimeProvider.System, PasswordCost.Min))
            {
                Account = DemoAccount.Create(people, TimeProvider.System);
            }
            new KnownPolicies(Folder.Policies, TimeProvider.System, _ => { }).Add(FleetStory.Policy);
            var keys = new SealKeyFolder(Folder.SealKeys, new SystemHmac(), TimeProvider.System, _ => { });
            _identities = [.. Enumerable.Range(0, modules).Select(i => Identity(i, keys, stop))];
            Modules = NewModules();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public CentralFolder Folder { get; }

    public CentralCa Ca { get; }

    public DemoAccount Account { get; }

    /// <summary>Of whoever looks. Six digits are good once in half a minute, and a console that starts again knows its sessions.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>Those whose events the console gets, all of them.</summary>
    public SimulatedModule[] Modules { get; }

    /// <summary>The same with events of their own, for what keeps none.</summary>
    public SimulatedModule[] NewModules() =>
        [.. _identities.Select(identity => new SimulatedModule(identity, FleetStory.KnownPolicy, TimeProvider.System))];

    /// <summary>A file that goes with the rest.</summary>
    public string In(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private SimulatedIdentity Identity(int number, SealKeyFolder keys, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        string site = string.Create(CultureInfo.InvariantCulture, $"site-{number / ModulesPerSite + 1}");
        string name = string.Create(CultureInfo.InvariantCulture, $"module-{number % ModulesPerSite + 1}");
        IssuedCertificate issued = Ca.Issue(site, name, Path.Combine(_path, "modules"));
        BrokerTls tls = BrokerTls.Load("127.0.0.1", Ca.CertificatePath, issued.CertificatePath, issued.KeyPath);
        var key = new SealKey(RandomNumberGenerator.GetBytes(StreamBytes), RandomNumberGenerator.GetBytes(KeyBytes));
        keys.Add(key);
        return new SimulatedIdentity(site, name, tls, key);
    }
}
