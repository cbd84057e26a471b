using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeGuard.Central;

/// <summary>The console as it runs: archive, broker and pages.</summary>
public sealed class CentralServer : IAsyncDisposable
{
    // How long it takes to try one password.
    private const int PasswordMs = 250;

    private readonly SealKeyFolder _keys;
    private readonly KnownPolicies _policies;
    private readonly Notifications _notifications;
    private readonly MetricsToken _token;
    private readonly CentralFigures _figures = new();
    private readonly WebFigures _webFigures = new();
    private readonly Action<string> _log;
    private readonly TimeProvider _time;
    private BrokerClient? _client;
    private Intake? _intake;
    private CentralBroker? _broker;
    private CentralWeb? _web;
    private ConsoleSettings? _settings;
    private OtlpExport? _otlp;

    private CentralServer(
        IArchive archive, PolicyTextFile policyTexts, TrafficFile traffic, KnownPolicies policies, People people, AlertEngine alerts,
        Notifications notifications, MetricsToken token, SealKeyFolder keys, TimeProvider time, Action<string> log)
    {
        _log = log;
        PolicyTexts = policyTexts;
        Traffic = traffic;
        _policies = policies;
        _time = time;
        _notifications = notifications;
        _token = token;
        Archive = archive;
        People = people;
        Alerts = alerts;
        _keys = keys;
    }

    public IArchive Archive { get; }

    /// <summary>The texts of policies that modules told.</summary>
    public PolicyTextFile PolicyTexts { get; }

    /// <summary>What modules told of traffic.</summary>
    public TrafficFile Traffic { get; }

    public People People { get; }

    public AlertEngine Alerts { get; }

    /// <summary>Where modules with a certificate report.</summary>
    public int BrokerPort => _broker?.TlsPort ?? 0;

    /// <summary>Where loopback reports; 0 for nowhere.</summary>
    public int PlainBrokerPort => _broker?.PlainPort ?? 0;

    /// <summary>Where the pages are.</summary>
    public int WebPort => _web?.Port ?? 0;

    /// <summary>Everything that can be asked of the pages.</summary>
    internal IReadOnlyList<Endpoint> Endpoints => _web?.Endpoints ?? [];

    /// <summary>Takes a message as if a module had published it.</summary>
    internal Task<Receipt> Take(string topic, byte[] payload) => _intake!.Take(topic, payload);

    /// <summary>Opens what is kept, and starts broker and pages.</summary>
    /// <param name="folder">Where it keeps everything.</param>
    /// <param name="ca">Its CA.</param>
    /// <param name="certificate">Its own certificate.</param>
    /// <param name="options">How.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told of what it cannot tell on a page.</param>
    /// <exception cref="CentralException">It cannot begin.</exception>
    public static async Task<CentralServer> Start(
        CentralFolder folder, CentralCa ca, X509Certificate2 certificate, CentralOptions options, TimeProvider time, Action<string> log)
    {
        CentralServer server = Open(folder, options, time, log);
        try
        {
            await server.StartBroker(ca, certificate, options, time).ConfigureAwait(false);
            server._settings = new ConsoleSettings(
                folder, options, ca, certificate, server.Archive, server._policies, server._notifications, server, time);
            await server.StartWeb(folder, certificate, options, time).ConfigureAwait(false);
            server._notifications.Start(server.Alerts.Outbox);
            server.Alerts.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Where the archive is, and how much of it is kept.</summary>
    public static ArchiveOptions ArchiveOf(CentralFolder folder, CentralOptions options) =>
        new(folder.Archive) { KeepDays = options.KeepDays, KeepBytes = options.KeepBytes };

    // What somebody set on the page, unless a command line says otherwise.
    private static ArchiveOptions KeptOf(CentralFolder folder, CentralOptions options) =>
        !options.IsKeepGiven && RetentionFile.Load(folder.Path) is { } kept
            ? ArchiveOf(folder, options) with { KeepDays = kept.Days, KeepBytes = kept.Bytes }
            : ArchiveOf(folder, options);

    /// <summary>Ends the broker first: what it acknowledged is stored.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_broker != null) await _broker.DisposeAsync().ConfigureAwait(false);
        if (_client != null) await _client.DisposeAsync().ConfigureAwait(false);
        if (_web != null) await _web.DisposeAsync().ConfigureAwait(false);
        _otlp?.Dispose();
        Alerts.Dispose();
        await _notifications.DisposeAsync().ConfigureAwait(false);
        Traffic.Dispose();
        Archive.Dispose();
        PolicyTexts.Dispose();
        People.Dispose();
    }

    private static CentralServer Open(CentralFolder folder, CentralOptions options, TimeProvider time, Action<string> log)
    {
        var keys = new SealKeyFolder(folder.SealKeys, new SystemHmac(), time, log);
        SqliteArchive archive = OpenArchive(KeptOf(folder, options), keys, time);
        AlertEngine? alerts = null;
        PolicyTextFile? policyTexts = null;
        TrafficFile? traffic = null;
        try
        {
            policyTexts = OpenPolicyTexts(folder);
            traffic = OpenTraffic(folder, archive);
            var policies = new KnownPolicies(folder.Policies, time, log);
            MetricsToken token = MetricsToken.Open(folder.Path);
            NotifySettings settings = NotifySettings.Load(Path.Combine(folder.Path, NotifySettings.FileName));
            Notifications notifications = Notifications.Of(settings, time);
            alerts = OpenAlerts(folder, archive, notifications, policies, time);
            return new CentralServer(
                archive, policyTexts, traffic, policies, OpenPeople(folder, options, time), alerts, notifications, token, keys, time,
                log);
        }
        catch
        {
            alerts?.Dispose();
            policyTexts?.Dispose();
            traffic?.Dispose();
            archive.Dispose();
            throw;
        }
    }

    private static People OpenPeople(CentralFolder folder, CentralOptions options, TimeProvider time)
    {
        try
        {
            int iterations = options.Iterations > 0
                ? options.Iterations
                : PasswordCost.Measure(new SystemHmac(), new SystemClock(), PasswordMs);
            return People.Open(folder.People, new SystemHmac(), new SystemRandom(), time, iterations);
        }
        catch (Exception e) when (e is IOException or SqliteException or UnauthorizedAccessException)
        {
            throw new CentralException($"the accounts in {folder.People} cannot be read: {e.Message}", "restore the file from a backup");
        }
    }

    private static PolicyTextFile OpenPolicyTexts(CentralFolder folder)
    {
        try
        {
            return PolicyTextFile.Open(folder.Path);
        }
        catch (Exception e) when (e is IOException or SqliteException or UnauthorizedAccessException)
        {
            throw new CentralException(
                $"the texts of policies in {folder.Path} cannot be opened: {e.Message}",
                $"restore {PolicyTextFile.FileName} from a backup, or remove it: modules tell what is in force on their next connection");
        }
    }

    private static TrafficFile OpenTraffic(CentralFolder folder, SqliteArchive archive)
    {
        try
        {
            return TrafficFile.Open(folder.Path, archive);
        }
        catch (Exception e) when (e is IOException or SqliteException or UnauthorizedAccessException)
        {
            throw new CentralException(
                $"what modules told of traffic in {folder.Path} cannot be opened: {e.Message}",
                $"restore {TrafficFile.FileName} from a backup, or remove it: modules tell all of it again on their next connection");
        }
    }

    private static AlertEngine OpenAlerts(
        CentralFolder folder, SqliteArchive archive, IAlertListener listener, KnownPolicies policies, TimeProvider time)
    {
        try
        {
            return AlertEngine.Open(folder.Path, archive, () => policies.Hashes, listener, time);
        }
        catch (Exception e) when (e is IOException or SqliteException or UnauthorizedAccessException)
        {
            throw new CentralException($"the alerts in {folder.Path} cannot be opened: {e.Message}", "");
        }
    }

    private async Task StartBroker(CentralCa ca, X509Certificate2 certificate, CentralOptions options, TimeProvider time)
    {
        _intake = new Intake(Archive, () => _keys.Keys, time, _figures, new PolicyIntake(PolicyTexts), Traffic);
        if (options.External is { } external)
        {
            BrokerClient client = BrokerClient.Start(external, _intake.Take, time);
            _client = client;
            Alerts.BrokerTrouble = () => client.Trouble;
            return;
        }
        var trust = new ClientTrust(ca.Certificate, ca.IsRevoked);
        try
        {
            _broker = await CentralBroker.Start(options.Broker, certificate, trust, _intake, Archive).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new CentralException($"the broker cannot listen on {options.Broker.Tls}: {e.Message}", "name another with --broker");
        }
    }

    private static ProviderSettings? LoadProvider(CentralFolder folder, CentralOptions options)
    {
        string path = Path.Combine(folder.Path, ProviderSettings.FileName);
        ProviderSettings? settings = ProviderSettings.Load(path);
        if (settings == null || ConsoleAddress.Of(options, options.Web.Port).HasName) return settings;
        throw new CentralException(
            $"{path}: the provider sends people back to a name, and this console has none", "give it one with --host");
    }

    private async Task StartWeb(CentralFolder folder, X509Certificate2 certificate, CentralOptions options, TimeProvider time)
    {
        ProviderSettings? provider = LoadProvider(folder, options);
        try
        {
            _web = await CentralWeb.Start(options.Web, certificate, folder, Archive, People, time, services =>
            {
                AddTo(services, options);
                if (provider != null) ProviderEndpoints.AddServices(services, provider, time);
            }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new CentralException($"the pages cannot be on {options.Web}: {e.Message}", "name another with --web");
        }
    }

    private void AddTo(IServiceCollection services, CentralOptions options)
    {
        var table = new FigureTable(Archive, Alerts, _figures, _webFigures, _notifications, () => _broker?.Sessions ?? 0, _time);
        if (options.Otlp is { } otlp)
        {
            _otlp = new OtlpExport(table);
            OtlpExport.AddTo(services, otlp);
        }
        services.AddSingleton(_token)
            .AddSingleton(options)
            // A port that the system chose is known when it listens.
            .AddSingleton(_ => ConsoleAddress.Of(options, options.Web.Port > 0 ? options.Web.Port : WebPort))
            .AddSingleton(scope => new Passkeys(People, scope.GetRequiredService<ConsoleAddress>(), _time))
            .AddSingleton(new ConsoleHealth(Archive, Alerts, _figures, _webFigures, _notifications, table))
            .AddSingleton(_settings!)
            .AddSingleton(_webFigures)
            .AddSingleton(new FaultLog(_log))
            .AddScoped(scope => new SeenPolicies(
                PolicyTexts, _policies, scope.GetRequiredService<SeenArchive>(), scope.GetRequiredService<CurrentPerson>()))
            .AddScoped(scope => new SeenTraffic(
                Traffic, scope.GetRequiredService<SeenArchive>(), scope.GetRequiredService<CurrentPerson>()))
            // As with the archive: pages have those of the person who asks.
            .AddScoped(scope => new SeenAlerts(Alerts, People.Trail, scope.GetRequiredService<CurrentPerson>()));
    }

    private static SqliteArchive OpenArchive(ArchiveOptions options, SealKeyFolder keys, TimeProvider time)
    {
        try
        {
            return SqliteArchive.Open(options, () => keys.Keys, time);
        }
        catch (Exception e) when (e is IOException or SqliteException or UnauthorizedAccessException)
        {
            throw new CentralException($"the archive in {options.Folder} cannot be opened: {e.Message}", "");
        }
    }
}
