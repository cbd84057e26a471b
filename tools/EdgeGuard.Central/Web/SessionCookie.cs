using System;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeGuard.Central;

/// <summary>The cookie by which a browser shows that somebody signed in. It names a session, and what counts is that.</summary>
internal static class SessionCookie
{
    internal const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private const string Session = "session";

    internal static void Set(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "__Host-edgeguard";
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.ExpireTimeSpan = People.Longest;
        options.SlidingExpiration = false;
        options.LoginPath = "/login";
        options.ReturnUrlParameter = "to";
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = SendToLogin;
        options.Events.OnRedirectToAccessDenied = context => EndpointGate.Say(
            context.HttpContext, StatusCodes.Status403Forbidden, "Not for you", "Your roles do not include this: ask an administrator.");
    }

    internal static Task Begin(HttpContext context, string session)
    {
        var identity = new ClaimsIdentity([new Claim(Session, session)], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    internal static Task End(HttpContext context, People people)
    {
        if (context.User.FindFirstValue(Session) is { } session) people.End(session, Callers.Of(context));
        return context.SignOutAsync(Scheme);
    }

    // A form that was sent too late was not done: who signs in again is told so, and is led to the form and not to where it went.
    private static Task SendToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        HttpRequest request = context.Request;
        if (AnswerForms.Of(request) == AnswerForm.Json)
        {
            return new NoAnswerResult(NoAnswer.Of(StatusCodes.Status401Unauthorized)).ExecuteAsync(context.HttpContext);
        }
        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        string late = $"/login?ended=true&to={Uri.EscapeDataString(NoAnswer.From(request))}";
        context.Response.Redirect(isRead ? context.RedirectUri : late);
        return Task.CompletedTask;
    }

    private static Task Validate(CookieValidatePrincipalContext context)
    {
        People people = context.HttpContext.RequestServices.GetRequiredService<People>();
        SignedInPerson? person = context.Principal?.FindFirstValue(Session) is { } session ? people.PersonOf(session) : null;
        CurrentPerson.Of(context.HttpContext).Person = person;
        if (person == null) context.RejectPrincipal();
        else ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(ClaimTypes.Name, person.Name));
        return Task.CompletedTask;
    }
}
