using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Central;

/// <summary>The console's pages on HTTPS. Whoever is not signed in gets the login and nothing else.</summary>
public sealed class CentralWeb : IAsyncDisposable
{
    private const int TriesPerMinute = 10;
    private const int MostFormBytes = 16 * 1024;

    private readonly WebApplication _application;

    private CentralWeb(WebApplication application) => _application = application;

    /// <summary>Its port.</summary>
    public int Port => new Uri(Server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    private IServer Server => _application.Services.GetRequiredService<IServer>();

    /// <summary>Starts it.</summary>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="certificate">Its own, with its key.</param>
    /// <param name="folder">Where its keys are.</param>
    /// <param name="archive">What it shows.</param>
    /// <param name="people">Who may look.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<CentralWeb> Start(
        IPEndPoint endpoint, X509Certificate2 certificate, CentralFolder folder, IArchive archive, People people, TimeProvider time)
    {
        // Empty: no setting comes from the surroundings.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, endpoint, certificate));
        // Keys of cookies lie in a folder for its owner alone, as the CA's does; that they are not wrapped besides is meant.
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        AddServices(builder.Services, folder);
        builder.Services.AddSingleton(archive).AddSingleton(people).AddSingleton(time);
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
        // What nobody thought of is for nobody.
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimiter(SetLimits);
    }

    private static void SetAntiforgery(AntiforgeryOptions options)
    {
        options.Cookie.Name = "__Host-edgeguard-form";
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Strict;
    }

    private static void SetLimits(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(LoginEndpoints.Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1) }));
    }

    private static void Use(WebApplication application)
    {
        application.Use(SecurityHeaders.Add);
        application.UseRouting();
        application.UseRateLimiter();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseAntiforgery();
        LoginEndpoints.Map(application);
        PageEndpoints.Map(application);
        ExportEndpoints.Map(application);
    }
}
