using System.Threading.Tasks;
using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>What the forms for passkeys are sent to, and what their script asks for before.</summary>
internal static class PasskeyEndpoints
{
    private const string Account = "/account";
    private const string TicketCookie = "__Host-edgeguard-passkey";

    private static readonly CookieOptions Ticket = new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Strict,
        MaxAge = PasskeyChallenges.Lasts,
    };

    internal static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("");
        group.AddEndpointFilter(async (context, next) => IsOn(context.HttpContext) ? await next(context).ConfigureAwait(false) : NoName());
        group.MapPost("/login/passkey/options", OfferToSignIn);
        group.MapPost("/login/passkey", SignIn);
        group.MapPost("/prove/passkey/options", async (Passkeys passkeys, CurrentPerson current) =>
            Json(await passkeys.OfferToProve(current.Person!).ConfigureAwait(false)));
        group.MapPost("/prove/passkey", Prove);
        group.MapPost("/account/passkeys/options", async (Passkeys passkeys, CurrentPerson current) =>
            Json(await passkeys.OfferToAdd(current.Person!).ConfigureAwait(false)));
        group.MapPost("/account/passkeys", Add);
        routes.MapPost("/account/passkeys/remove", Remove);
    }

    private static async Task<IResult> OfferToSignIn(HttpContext context, Passkeys passkeys)
    {
        string json = await passkeys.OfferToSignIn(out string ticket).ConfigureAwait(false);
        context.Response.Cookies.Append(TicketCookie, ticket, Ticket);
        return Json(json);
    }

    private static async Task<IResult> SignIn(
        HttpContext context, Passkeys passkeys, [FromForm] string credential = "", [FromForm] string to = "/")
    {
        string ticket = context.Request.Cookies[TicketCookie] ?? "";
        context.Response.Cookies.Delete(TicketCookie, Ticket);
        if (await passkeys.SignIn(ticket, credential, Callers.Of(context)).ConfigureAwait(false) is not { } session)
        {
            return LoginEndpoints.LoginPage(StatusCodes.Status403Forbidden, "", to, LoginEndpoints.PasskeyRefused);
        }
        await SessionCookie.Begin(context, session).ConfigureAwait(false);
        return Results.LocalRedirect(LoginEndpoints.Local(to));
    }

    private static async Task<IResult> Prove(
        HttpContext context, Passkeys passkeys, CurrentPerson current, [FromForm] string credential = "", [FromForm] string to = "/") =>
        await passkeys.Prove(current.Person!, credential, Callers.Of(context)).ConfigureAwait(false)
            ? Results.LocalRedirect(LoginEndpoints.Local(to))
            : LoginEndpoints.ProvePage(StatusCodes.Status403Forbidden, to, LoginEndpoints.PasskeyRefused);

    private static async Task<IResult> Add(
        HttpContext context, Passkeys passkeys, CurrentPerson current, [FromForm] string name = "", [FromForm] string credential = "")
    {
        string problem = await passkeys.Add(current.Person!, name, credential, Callers.Of(context)).ConfigureAwait(false);
        return problem.Length > 0
            ? Pages.Of<AccountPage>(StatusCodes.Status400BadRequest, (nameof(AccountPage.Problem), problem))
            : Results.LocalRedirect(Account);
    }

    private static IResult Remove(HttpContext context, Passkeys passkeys, CurrentPerson current, [FromForm] long passkey = 0)
    {
        passkeys.Remove(current.Person!, passkey, Callers.Of(context));
        return Results.LocalRedirect(Account);
    }

    private static bool IsOn(HttpContext context) => ((Passkeys)context.RequestServices.GetService(typeof(Passkeys))!).Address.HasName;

    private static NoAnswerResult NoName() => new(new NoAnswer(
        StatusCodes.Status404NotFound, "No passkeys here", "Browsers take them where the address of the console is a name."));

    private static IResult Json(string json) => Results.Content(json, "application/json");
}
