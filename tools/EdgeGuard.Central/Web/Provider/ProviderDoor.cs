using System;
using System.Collections.Generic;
using System.Globalization;
using System.IdentityModel.Tokens.Jwt;
using System.Linq;
using System.Security.Claims;
using System.Threading.Tasks;
using EdgeGuard.Central.Web.Pages;
using EdgeGuard.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>The door that opens to whom the provider names: what of the answer is judged here, and what follows from it.</summary>
internal sealed class ProviderDoor(
    ProviderSettings settings, ProviderPeople providerPeople, ConsoleAddress address, AddressLimit limit, People people, TimeProvider time)
    : OpenIdConnectEvents
{
    // What is asked of the provider for a session that is there: its number, and when. In the state, which nobody else can write.
    private const string Session = "session";
    private const string Asked = "asked";
    private const string AuthenticationTime = "auth_time";
    private const int MostCharacters = 200;

    /// <summary>Begins a sign-in.</summary>
    internal static AuthenticationProperties ToSignIn(string to) => new() { RedirectUri = to };

    /// <summary>Begins a proof of a session: the provider has to ask again.</summary>
    internal static AuthenticationProperties ToProve(string to, SignedInPerson person, DateTimeOffset now)
    {
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = to, MaxAge = TimeSpan.Zero, Prompt = "login" };
        properties.Items[Session] = person.Session.ToString(CultureInfo.InvariantCulture);
        properties.Items[Asked] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return properties;
    }

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        // Not what a header says of the host.
        context.ProtocolMessage.RedirectUri = address.Origin + ProviderOptions.Callback;
        if (settings["oidc.acr"].Length > 0) context.ProtocolMessage.AcrValues = settings["oidc.acr"];
        return Task.CompletedTask;
    }

    public override Task MessageReceived(MessageReceivedContext context)
    {
        // RFC 9207: who answers is who was asked.
        bool isOther = context.ProtocolMessage.Iss is { Length: > 0 } issuer && issuer != settings.Issuer;
        if (isOther) context.Fail("the answer is another provider's");
        return Task.CompletedTask;
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (Problem(context.SecurityToken) is { Length: > 0 } problem) context.Fail(problem);
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        ProviderIdentity identity = IdentityOf(context.Principal!);
        Caller caller = Callers.Of(context.HttpContext) with { Who = "" };
        string to = LoginEndpoints.Local(context.ReturnUri ?? "/");
        string session = "";
        string problem = context.Properties!.Items.TryGetValue(Session, out string? number)
            ? Prove(number!, context.Properties, identity, caller)
            : providerPeople.SignIn(identity, caller, out session);
        if (problem.Length > 0)
        {
            await Refuse(context.HttpContext).ConfigureAwait(false);
            return;
        }
        if (session.Length > 0) await SessionCookie.Begin(context.HttpContext, session).ConfigureAwait(false);
        // A redirect of now would still be the other host's, and go without the cookie: the page's own link is this console's.
        await Pages.Of<ProviderBackPage>(StatusCodes.Status200OK, (nameof(ProviderBackPage.To), to))
            .ExecuteAsync(context.HttpContext).ConfigureAwait(false);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        if (!limit.Take(Callers.AddressOf(context.HttpContext)))
        {
            return EndpointGate.Say(
                context.HttpContext, StatusCodes.Status429TooManyRequests, "Too many tries", "Wait a minute, then try again.");
        }
        string why = PeerText.Clean(context.Failure?.Message ?? "");
        people.Trail.Add(
            Callers.Of(context.HttpContext) with { Who = "" },
            AuditDeed.SignInFailed,
            "",
            "provider: " + (why.Length <= MostCharacters ? why : why[..MostCharacters]));
        return Refuse(context.HttpContext);
    }

    private string Prove(string session, AuthenticationProperties properties, ProviderIdentity identity, Caller caller) =>
        providerPeople.Prove(
            long.Parse(session, CultureInfo.InvariantCulture),
            identity,
            long.Parse(properties.Items[Asked] ?? "", CultureInfo.InvariantCulture),
            caller);

    // The signature was verified where there is one: without it, which code flow would allow, none is taken here.
    private string Problem(JwtSecurityToken token)
    {
        if (!ProviderOptions.Algorithms.Contains(token.Header.Alg)) return "the token is not signed by a key of the provider";
        if (token.Issuer != settings.Issuer) return "the token is another provider's";
        if (string.IsNullOrEmpty(token.Subject)) return "the token names nobody";
        string[] wanted = settings.Words("oidc.acr");
        string acr = token.Claims.FirstOrDefault(claim => claim.Type == "acr")?.Value ?? "";
        if (wanted.Length > 0 && !wanted.Contains(acr)) return "acr is not what oidc.acr asks for";
        wanted = settings.Words("oidc.amr");
        bool isStrong = wanted.Length == 0 || token.Claims.Any(claim => claim.Type == "amr" && wanted.Contains(claim.Value));
        return isStrong ? "" : "amr has nothing of what oidc.amr asks for";
    }

    private ProviderIdentity IdentityOf(ClaimsPrincipal principal)
    {
        IEnumerable<string> values = principal.FindAll(settings.RoleClaim).Select(claim => claim.Value);
        bool isTold = long.TryParse(
            principal.FindFirstValue(AuthenticationTime), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds);
        bool isTime = isTold && seconds <= time.GetUtcNow().AddDays(1).ToUnixTimeSeconds();
        return new ProviderIdentity(
            settings.Issuer,
            principal.FindFirstValue("sub")!,
            principal.FindFirstValue(settings.NameClaim) ?? "",
            settings.RolesOf(values),
            isTime ? seconds * 1000 : 0);
    }

    private static Task Refuse(HttpContext context) => Pages.Of<ProviderRefusedPage>(StatusCodes.Status403Forbidden).ExecuteAsync(context);
}
