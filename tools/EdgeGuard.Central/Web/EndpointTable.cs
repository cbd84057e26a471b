using System.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>Every endpoint, and whom it lets in. One that has no row lets in nobody.</summary>
internal static class EndpointTable
{
    internal static readonly EndpointRow[] Rows =
    [
        new("GET", "/app.css", Door.Anyone),
        new("GET", "/icon.svg", Door.Anyone),
        new("GET", "/live.js", Door.Anyone),
        new("GET", "/passkey.js", Door.Anyone),
        new("GET", "/healthz", Door.Anyone),
        new("HEAD", "/healthz", Door.Anyone),
        new("GET", "/metrics", Door.Anyone),
        new("GET", "/setup", Door.Anyone),
        new("POST", "/setup/code", Door.Anyone),
        new("POST", "/setup", Door.Anyone),
        new("GET", "/join", Door.Anyone),
        new("POST", "/join/code", Door.Anyone),
        new("POST", "/join", Door.Anyone),
        new("GET", "/login", Door.Anyone),
        new("POST", "/login", Door.Anyone),
        new("POST", "/login/passkey/options", Door.Anyone),
        new("POST", "/login/passkey", Door.Anyone),
        new("POST", "/logout", Door.SignedIn),
        new("GET", "/prove", Door.SignedIn),
        new("POST", "/prove", Door.SignedIn),
        new("POST", "/prove/passkey/options", Door.SignedIn),
        new("POST", "/prove/passkey", Door.SignedIn),
        new("GET", "/", Door.SignedIn),
        new("GET", "/live/now", Door.SignedIn),
        new("GET", "/live/events", Door.SignedIn),
        new("GET", "/live/refusals", Door.SignedIn),
        new("GET", "/modules", Door.SignedIn),
        new("GET", "/modules/{site}/{module}", Door.SignedIn),
        new("GET", "/modules/{site}/{module}/policy", Door.SignedIn),
        new("GET", "/modules/{site}/{module}/changes", Door.SignedIn),
        new("GET", "/modules/{site}/{module}/health", Door.SignedIn),
        new("GET", "/modules/{site}/{module}/explain", Door.SignedIn),
        new("GET", "/modules/{site}/{module}/clients", Door.SignedIn),
        new("GET", ExportEndpoints.ModulePollsPattern, Door.SignedIn),
        new("GET", "/clients", Door.SignedIn),
        new("GET", ExportEndpoints.ClientsPattern, Door.SignedIn),
        new("GET", "/clients/{client}", Door.SignedIn),
        new("GET", ExportEndpoints.ClientPollsPattern, Door.SignedIn),
        new("GET", "/alerts", Door.SignedIn),
        new("GET", "/alerts/{id:long}", Door.SignedIn),
        new("POST", "/alerts/acknowledge", Door.Operator),
        new("POST", "/alerts/shelve", Door.Operator),
        new("GET", "/events", Door.SignedIn),
        new("GET", "/refusals", Door.SignedIn),
        new("GET", "/changes", Door.SignedIn),
        new("GET", ExportEndpoints.EventsPattern, Door.SignedIn),
        new("GET", ExportEndpoints.ChangesPattern, Door.SignedIn),
        new("GET", ExportEndpoints.RefusalsPattern, Door.SignedIn),
        new("GET", ExportEndpoints.ModulesPattern, Door.SignedIn),
        new("GET", "/account", Door.SignedIn),
        new("GET", "/account/codes", Door.SignedIn),
        new("POST", "/account/codes/noted", Door.SignedIn),
        new("POST", "/account/codes", Door.SignedIn, NeedsProof: true),
        new("POST", "/account/password", Door.SignedIn, NeedsProof: true),
        new("POST", "/account/authenticator", Door.SignedIn, NeedsProof: true),
        new("POST", "/account/authenticator/confirm", Door.SignedIn, NeedsProof: true),
        new("POST", "/account/passkeys/options", Door.SignedIn, NeedsProof: true),
        new("POST", "/account/passkeys", Door.SignedIn, NeedsProof: true),
        new("POST", "/account/passkeys/remove", Door.SignedIn, NeedsProof: true),
        new("POST", "/account/sessions/end", Door.SignedIn),
        new("POST", "/account/sessions/others", Door.SignedIn),
        new("GET", "/people", Door.Administrator),
        new("GET", "/people/{name}", Door.Administrator),
        new("POST", "/people/invite", Door.Administrator, NeedsProof: true),
        new("POST", "/people/{name}/role", Door.Administrator, NeedsProof: true),
        new("POST", "/people/{name}/disable", Door.Administrator, NeedsProof: true),
        new("POST", "/people/{name}/enable", Door.Administrator, NeedsProof: true),
        new("POST", "/people/{name}/reset", Door.Administrator, NeedsProof: true),
        new("POST", "/people/{name}/remove", Door.Administrator, NeedsProof: true),
        new("POST", "/people/{name}/sessions/end", Door.Administrator, NeedsProof: true),
        new("GET", "/audit", Door.Administrator),
        new("GET", "/health", Door.Administrator),
        new("GET", "/settings", Door.Administrator),
        new("POST", "/settings/retention", Door.Administrator, NeedsProof: true),
        new("POST", "/settings/notice", Door.Administrator, NeedsProof: true),
        new("GET", "/keys", Door.Administrator),
        new("POST", "/keys/make", Door.Administrator, NeedsProof: true),
        new("POST", "/keys/revoke", Door.Administrator, NeedsProof: true),
        new("GET", ApiEndpoints.Document, Door.Anyone),
        new("GET", "/api/v1/modules", Door.Program),
        new("GET", "/api/v1/modules/{site}/{module}", Door.Program),
        new("GET", "/api/v1/modules/{site}/{module}/policy", Door.Program),
        new("GET", "/api/v1/policies", Door.Program),
        new("GET", "/api/v1/events", Door.Program),
        new("GET", "/api/v1/changes", Door.Program),
        new("GET", "/api/v1/refusals", Door.Program),
        new("GET", "/api/v1/alerts", Door.Program),
        new("GET", "/api/v1/alerts/{id:long}", Door.Program),
        new("*", "{*path}", Door.SignedIn),
    ];

    /// <summary>Those that are there with a provider alone (<see cref="ProviderSettings"/>).</summary>
    internal static readonly EndpointRow[] ProviderRows =
    [
        new("GET", "/login/provider", Door.Anyone),
        new("GET", "/prove/provider", Door.SignedIn),
    ];

    /// <summary>The row of an endpoint; null where it has none.</summary>
    internal static EndpointRow? Of(Endpoint? endpoint)
    {
        if (endpoint is not RouteEndpoint route) return null;
        string pattern = route.RoutePattern.RawText ?? "";
        string method = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Single() ?? "*";
        return Rows.Concat(ProviderRows).FirstOrDefault(row => row.Pattern == pattern && row.Method == method);
    }
}
