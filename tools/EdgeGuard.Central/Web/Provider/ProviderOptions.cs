using System;
using System.Net.Http;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EdgeGuard.Central;

/// <summary>How the provider is asked and what of its answers counts (OpenID Connect Core 1.0, section 3.1), done by ASP.NET Core's
/// handler.</summary>
internal sealed class ProviderOptions(ProviderSettings settings, TimeProvider time)
{
    internal const string Scheme = "oidc";
    internal const string Callback = "/login/provider/back";

    // Signed with a key of the provider's own; nothing that is made with the client's secret, and not none.
    internal static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal void Set(OpenIdConnectOptions options)
    {
        options.SignInScheme = SessionCookie.Scheme;
        options.Authority = settings.Issuer;
        options.ClientId = settings["oidc.client"];
        options.ClientSecret = settings.Secret() is { Length: > 0 } secret ? secret : null;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // By a link and not by a form: cookies that are Lax come along, and no page of another host posts to this one.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = Callback;
        options.RemoteSignOutPath = default;
        options.SignedOutCallbackPath = default;
        options.DisableTelemetry = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.UseIfAvailable;
        foreach (string scope in settings.Words("oidc.scope")) options.Scope.Add(scope);
        options.BackchannelTimeout = Patience;
        options.BackchannelHttpHandler = new OnlyHttps(Handler());
        SetTokens(options.TokenValidationParameters);
        SetCookie(options.CorrelationCookie, "__Host-edgeguard-oidc.");
        SetCookie(options.NonceCookie, "__Host-edgeguard-nonce.");
    }

    private void SetTokens(TokenValidationParameters tokens)
    {
        tokens.ValidIssuer = settings.Issuer;
        tokens.ValidateIssuer = true;
        tokens.ValidateAudience = true;
        tokens.ValidAlgorithms = Algorithms;
        tokens.RequireExpirationTime = true;
        tokens.LifetimeValidator = (from, until, _, _) => IsNow(from, until);
        tokens.NameClaimType = settings.NameClaim;
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        // What a token names may be the first or the last moment that there is: nothing is added to it.
        return until is { } end && now - Skew <= end && (from is not { } start || now + Skew >= start);
    }

    private static void SetCookie(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Lax;
    }

    private SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Patience };
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustedChain.Policy(settings.Authorities()) };
        return handler;
    }

    // Whatever address the provider names: neither secret nor code crosses a network in clear.
    private sealed class OnlyHttps(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri?.Scheme == Uri.UriSchemeHttps
                ? base.SendAsync(request, cancellationToken)
                : throw new HttpRequestException("the provider names an address without TLS");
    }
}
