using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>What people do with their own accounts.</summary>
internal static class AccountEndpoints
{
    private const string Account = "/account";
    private const string CodesPath = "/account/codes";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Account, () => Page(StatusCodes.Status200OK, ""));
        routes.MapGet(CodesPath, (People people, CurrentPerson current) => people.Own.NewCodes(current.Person!) is { Count: > 0 } codes
            ? Pages.Of<CodesPage>(StatusCodes.Status200OK, (nameof(CodesPage.Codes), codes))
            : Results.LocalRedirect(Account));
        routes.MapPost("/account/codes/noted", Noted);
        routes.MapPost(CodesPath, MakeCodes);
        routes.MapPost("/account/password", SetPassword);
        routes.MapPost("/account/authenticator", OfferSecret);
        routes.MapPost("/account/authenticator/confirm", SetAuthenticator);
        routes.MapPost("/account/sessions/end", EndSession);
        routes.MapPost("/account/sessions/others", EndOthers);
    }

    private static IResult Noted(People people, CurrentPerson current)
    {
        people.Own.NoteCodes(current.Person!);
        return Results.LocalRedirect("/");
    }

    private static IResult MakeCodes(HttpContext context, People people, CurrentPerson current)
    {
        people.Own.MakeCodes(current.Person!, Callers.Of(context));
        return Results.LocalRedirect(CodesPath);
    }

    private static IResult SetPassword(
        HttpContext context, People people, CurrentPerson current, [FromForm] string password = "", [FromForm] string again = "") =>
        Done(people.Own.SetPassword(current.Person!, password, again, Callers.Of(context)));

    private static IResult OfferSecret(People people, CurrentPerson current)
    {
        people.Own.OfferSecret(current.Person!);
        return Results.LocalRedirect(Account);
    }

    private static IResult SetAuthenticator(HttpContext context, People people, CurrentPerson current, [FromForm] string code = "") =>
        Done(people.Own.SetAuthenticator(current.Person!, code, Callers.Of(context)));

    private static IResult EndSession(HttpContext context, People people, CurrentPerson current, [FromForm] long session = 0)
    {
        people.Own.EndSession(current.Person!, session, Callers.Of(context));
        return Results.LocalRedirect(Account);
    }

    private static IResult EndOthers(HttpContext context, People people, CurrentPerson current)
    {
        people.Own.EndOthers(current.Person!, Callers.Of(context));
        return Results.LocalRedirect(Account);
    }

    private static IResult Done(string problem) =>
        problem.Length > 0 ? Page(StatusCodes.Status400BadRequest, problem) : Results.LocalRedirect(Account);

    private static RazorComponentResult<AccountPage> Page(int status, string problem) =>
        Pages.Of<AccountPage>(status, (nameof(AccountPage.Problem), problem));
}
