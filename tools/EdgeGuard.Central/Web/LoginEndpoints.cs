using System.Threading.Tasks;
using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>What the forms of signing in and out are sent to. Each is refused without the page's own token.</summary>
internal static class LoginEndpoints
{
    /// <summary>The name of the limit of tries per address.</summary>
    internal const string Limit = "login";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", (People people) => people.FirstCode == null
            ? Results.LocalRedirect("/login")
            : SetupPage(StatusCodes.Status200OK, "", "", "")).AllowAnonymous();
        routes.MapGet("/login", (People people, string to = "/") => people.FirstCode == null
            ? LoginPage(StatusCodes.Status200OK, "", to, hasFailed: false)
            : Results.LocalRedirect("/setup")).AllowAnonymous();
        RouteGroupBuilder forms = routes.MapGroup("").WithMetadata(new RequireAntiforgeryTokenAttribute()).AddEndpointFilter(NeedsToken);
        forms.MapPost("/setup/code", Code).AllowAnonymous().RequireRateLimiting(Limit);
        forms.MapPost("/setup", SetUp).AllowAnonymous().RequireRateLimiting(Limit);
        forms.MapPost("/login", Login).AllowAnonymous().RequireRateLimiting(Limit);
        forms.MapPost("/logout", Logout);
    }

    // The framework refuses by itself only where fields of the form are read.
    private static ValueTask<object?> NeedsToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            ? next(context)
            : ValueTask.FromResult<object?>(Results.BadRequest());

    private static RazorComponentResult<SetupForm> Code(People people, [FromForm] string code = "") =>
        people.IsFirstCode(code)
            ? SetupPage(StatusCodes.Status200OK, code, "", "")
            : SetupPage(StatusCodes.Status403Forbidden, "", "", "That is not the code, or it was tried too often: wait a little.");

    private static async Task<IResult> SetUp(
        HttpContext context,
        People people,
        [FromForm] string firstCode = "",
        [FromForm] string name = "",
        [FromForm] string password = "",
        [FromForm] string again = "",
        [FromForm] string code = "")
    {
        string problem = people.AddFirst(firstCode, name, password, again, code, out string session);
        if (problem.Length > 0)
        {
            // The secret of the second factor is for nobody who does not have the code.
            string shown = people.IsFirstCode(firstCode) ? firstCode : "";
            return SetupPage(StatusCodes.Status400BadRequest, shown, name, problem);
        }
        await SessionCookie.Begin(context, session).ConfigureAwait(false);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> Login(
        HttpContext context,
        People people,
        [FromForm] string name = "",
        [FromForm] string password = "",
        [FromForm] string code = "",
        [FromForm] string to = "/")
    {
        if (people.Login(name, password, code) is not { } session)
        {
            return LoginPage(StatusCodes.Status403Forbidden, name, to, hasFailed: true);
        }
        await SessionCookie.Begin(context, session).ConfigureAwait(false);
        return Results.LocalRedirect(Local(to));
    }

    private static async Task<IResult> Logout(HttpContext context, People people)
    {
        await SessionCookie.End(context, people).ConfigureAwait(false);
        return Results.LocalRedirect("/login");
    }

    // An address of another host, however it is written, is none of ours.
    private static string Local(string to) => to.StartsWith('/') && !to.StartsWith("//") && !to.StartsWith("/\\") ? to : "/";

    private static RazorComponentResult<SetupForm> SetupPage(int status, string firstCode, string name, string problem) =>
        Pages.Of<SetupForm>(
            status,
            (nameof(SetupForm.FirstCode), firstCode),
            (nameof(SetupForm.Name), name),
            (nameof(SetupForm.Problem), problem));

    private static RazorComponentResult<LoginForm> LoginPage(int status, string name, string to, bool hasFailed) =>
        Pages.Of<LoginForm>(
            status,
            (nameof(LoginForm.Name), name),
            (nameof(LoginForm.To), Local(to)),
            (nameof(LoginForm.HasFailed), hasFailed));
}
