using System;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EdgeGuard.Central;

/// <summary>The links that lead to the provider, where there is one; without it they are not there.</summary>
/// <remarks>Links and no forms: a form whose answer leads to another host is stopped by the pages' own policy.</remarks>
internal static class ProviderEndpoints
{
    internal static void AddServices(IServiceCollection services, ProviderSettings settings, TimeProvider time)
    {
        // What is refused is in the audit log, in words.
        services.AddLogging(log => log.AddFilter(typeof(OpenIdConnectHandler).FullName, LogLevel.None));
        services.AddSingleton(settings).AddSingleton<ProviderPeople>().AddSingleton<ProviderDoor>();
        services.AddAuthentication().AddOpenIdConnect(ProviderOptions.Scheme, options =>
        {
            new ProviderOptions(settings, time).Set(options);
            options.EventsType = typeof(ProviderDoor);
        });
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<ProviderSettings>() == null) return;
        routes.MapGet("/login/provider", SignIn);
        routes.MapGet("/prove/provider", (HttpContext context, CurrentPerson current, TimeProvider time, string to = "/") =>
            Ask(context, ProviderDoor.ToProve(LoginEndpoints.Local(to), current.Person!, time.GetUtcNow())));
    }

    /// <summary>Where somebody who signed out here can do so at the provider too; empty where it has no such place, or is away.</summary>
    internal static async Task<string> SignOutAddress(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        OpenIdConnectOptions options = services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(ProviderOptions.Scheme);
        try
        {
            OpenIdConnectConfiguration provider = await options.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted)
                .ConfigureAwait(false);
            if (string.IsNullOrEmpty(provider.EndSessionEndpoint)) return "";
            return new OpenIdConnectMessage
            {
                IssuerAddress = provider.EndSessionEndpoint,
                ClientId = options.ClientId,
                PostLogoutRedirectUri = services.GetRequiredService<ConsoleAddress>().Origin + "/login",
                EnableTelemetryParameters = false,
            }.CreateLogoutRequestUrl();
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static Task<IResult> SignIn(HttpContext context, AddressLimit limit, string to = "/") =>
        limit.Take(Callers.AddressOf(context))
            ? Ask(context, ProviderDoor.ToSignIn(LoginEndpoints.Local(to)))
            : Task.FromResult<IResult>(new NoAnswerResult(
                new NoAnswer(StatusCodes.Status429TooManyRequests, "Too many tries", "Wait a minute, then try again.")));

    private static async Task<IResult> Ask(HttpContext context, AuthenticationProperties properties)
    {
        try
        {
            await context.ChallengeAsync(ProviderOptions.Scheme, properties).ConfigureAwait(false);
            return Results.Empty;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or OpenIdConnectProtocolException)
        {
            return LoginEndpoints.LoginPage(
                StatusCodes.Status503ServiceUnavailable,
                "",
                "/",
                "The provider cannot be reached. Accounts of this console sign in below.");
        }
    }
}
