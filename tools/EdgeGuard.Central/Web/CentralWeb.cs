using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Central;

/// <summary>The console's pages on HTTPS. Whoever is not signed in gets the login and nothing else.</summary>
public sealed class CentralWeb : IAsyncDisposable
{
    private const int MostFormBytes = 16 * 1024;

    private readonly WebApplication _application;

    private CentralWeb(WebApplication application) => _application = application;

    /// <summary>Its port.</summary>
    public int Port => new Uri(Server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>Everything that can be asked for.</summary>
    internal IReadOnlyList<Endpoint> Endpoints => _application.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    private IServer Server => _application.Services.GetRequiredService<IServer>();

    /// <summary>Starts it.</summary>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="certificate">Its own, with its key.</param>
    /// <param name="folder">Where its keys are.</param>
    /// <param name="archive">What it shows.</param>
    /// <param name="people">Who may look.</param>
    /// <param name="time">The clock.</param>
    /// <param name="add">Adds what else pages show.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<CentralWeb> Start(
        IPEndPoint endpoint, X509Certificate2 certificate, CentralFolder folder, IArchive archive, People people, TimeProvider time,
        Action<IServiceCollection> add)
    {
        // Empty: no setting comes from the surroundings.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, endpoint, certificate));
        // Keys of cookies lie in a folder for its owner alone, as the CA's does; that they are not wrapped besides is meant.
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            // What keeps it from starting is told by whoever starts it, in a line.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        AddServices(builder.Services, folder);
        builder.Services.AddSingleton(people).AddSingleton(people.Trail).AddSingleton(time);
        // The archive itself is nobody's: pages have that of the person who asks.
        builder.Services.AddScoped(services => new SeenArchive(archive, services.GetRequiredService<CurrentPerson>()));
        add(builder.Services);
        WebApplication application = builder.Build();
        Use(application);
        await application.StartAsync().ConfigureAwait(false);
        return new CentralWeb(application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Listen(KestrelServerOptions kestrel, IPEndPoint endpoint, X509Certificate2 certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostFormBytes;
        kestrel.Listen(endpoint, listen => listen.UseHttps(certificate));
    }

    private static void AddServices(IServiceCollection services, CentralFolder folder)
    {
        services.AddRouting();
        services.AddRazorComponents();
        services.AddDataProtection().SetApplicationName("edgeguard-central").PersistKeysToFileSystem(new DirectoryInfo(folder.WebKeys));
        services.AddAntiforgery(SetAntiforgery);
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme, SessionCookie.Set);
        services.AddScoped<CurrentPerson>().AddSingleton<AddressLimit>().AddSingleton<EndpointGate>().AddSingleton<LiveStreams>();
        services.AddSingleton<ErrorGate>();
        ApiEndpoints.AddServices(services);
        var door = new DoorRequirement();
        services.AddSingleton<IAuthorizationHandler>(door);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(door).Build());
    }

    private static void SetAntiforgery(AntiforgeryOptions options)
    {
        options.Cookie.Name = "__Host-edgeguard-form";
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Strict;
    }

    private static void Use(WebApplication application)
    {
        application.Use(SecurityHeaders.Add);
        application.Use(application.Services.GetRequiredService<ErrorGate>().Pass);
        application.UseRouting();
        application.Use(OtlpExport.Trace);
        application.Use(application.Services.GetRequiredService<ApiGate>().Pass);
        application.UseAuthentication();
        application.UseAuthorization();
        application.Use(application.Services.GetRequiredService<EndpointGate>().Pass);
        application.UseAntiforgery();
        LoginEndpoints.Map(application);
        AccountEndpoints.Map(application);
        PasskeyEndpoints.Map(application);
        ProviderEndpoints.Map(application);
        PeopleEndpoints.Map(application);
        KeyEndpoints.Map(application);
        PageEndpoints.Map(application);
        ExportEndpoints.Map(application);
        AlertEndpoints.Map(application);
        LiveEndpoints.Map(application);
        HealthEndpoints.Map(application);
        SettingsEndpoints.Map(application);
        ApiEndpoints.Map(application);
    }
}
