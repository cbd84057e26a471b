using System.Threading.Tasks;
using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>What the forms of coming in and going out are sent to.</summary>
internal static class LoginEndpoints
{
    internal const string PasskeyRefused =
        "Not done: this passkey is not one of this console, was refused, or came too late. Password and code do it too. After a few "
        + "failures it takes up to 15 minutes until the next try counts.";

    private const string LoginWrong =
        "Not signed in: name, password or code is wrong, or was tried too often. Each code is good once; after a few failures it takes "
        + "up to 15 minutes until the next try counts.";

    private const string ProofWrong = "Password or code is wrong, or was tried too often. Each code is good once.";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", (People people) => people.FirstCode == null
            ? Results.LocalRedirect("/login")
            : SetupPage(StatusCodes.Status200OK, "", "", ""));
        routes.MapGet("/login", (People people, string to = "/", bool ended = false) => people.FirstCode == null
            ? LoginPage(StatusCodes.Status200OK, "", to, "", ended)
            : Results.LocalRedirect("/setup"));
        routes.MapGet("/join", () => JoinPage(StatusCodes.Status200OK, "", "", null, ""));
        routes.MapGet("/prove", (string to = "/") => ProvePage(StatusCodes.Status200OK, to, ""));
        routes.MapPost("/setup/code", Code);
        routes.MapPost("/setup", SetUp);
        routes.MapPost("/join/code", JoinCode);
        routes.MapPost("/join", Join);
        routes.MapPost("/login", Login);
        routes.MapPost("/prove", Prove);
        routes.MapPost("/logout", Logout);
    }

    private static RazorComponentResult<SetupForm> Code(HttpContext context, People people, [FromForm] string code = "") =>
        people.IsFirstCode(code, Callers.Of(context))
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
        Caller caller = Callers.Of(context);
        string problem = people.AddFirst(firstCode, name, password, again, code, caller, out string session);
        if (problem.Length > 0)
        {
            // The secret of the second factor is for nobody who does not have the code.
            string shown = people.IsFirstCode(firstCode, caller) ? firstCode : "";
            return SetupPage(StatusCodes.Status400BadRequest, shown, name, problem);
        }
        await SessionCookie.Begin(context, session).ConfigureAwait(false);
        return Results.LocalRedirect("/account/codes");
    }

    private static RazorComponentResult<JoinForm> JoinCode(
        HttpContext context, People people, [FromForm] string name = "", [FromForm] string oneTimeCode = "") =>
        people.InvitationSecret(name, oneTimeCode, Callers.Of(context)) is { } secret
            ? JoinPage(StatusCodes.Status200OK, name, oneTimeCode, secret, "")
            : JoinPage(
                StatusCodes.Status403Forbidden, name, "", null,
                "Name or one-time code is wrong, the code is not good any more, or it was tried too often. Ask who invited you.");

    private static async Task<IResult> Join(
        HttpContext context,
        People people,
        [FromForm] string oneTimeCode = "",
        [FromForm] string name = "",
        [FromForm] string password = "",
        [FromForm] string again = "",
        [FromForm] string code = "")
    {
        Caller caller = Callers.Of(context);
        string problem = people.Join(oneTimeCode, name, password, again, code, caller, out string session);
        if (problem.Length > 0)
        {
            byte[]? secret = people.InvitationSecret(name, oneTimeCode, caller);
            return JoinPage(StatusCodes.Status400BadRequest, name, secret == null ? "" : oneTimeCode, secret, problem);
        }
        await SessionCookie.Begin(context, session).ConfigureAwait(false);
        return Results.LocalRedirect("/account/codes");
    }

    private static async Task<IResult> Login(
        HttpContext context,
        People people,
        [FromForm] string name = "",
        [FromForm] string password = "",
        [FromForm] string code = "",
        [FromForm] string to = "/")
    {
        if (people.Login(name, password, code, Callers.Of(context)) is not { } session)
        {
            return LoginPage(StatusCodes.Status403Forbidden, name, to, LoginWrong);
        }
        await SessionCookie.Begin(context, session).ConfigureAwait(false);
        return Results.LocalRedirect(Local(to));
    }

    private static IResult Prove(
        HttpContext context,
        People people,
        CurrentPerson current,
        [FromForm] string password = "",
        [FromForm] string code = "",
        [FromForm] string to = "/") => people.Prove(current.Person!, password, code, Callers.Of(context))
            ? Results.LocalRedirect(Local(to))
            : ProvePage(StatusCodes.Status403Forbidden, to, ProofWrong);

    private static async Task<IResult> Logout(HttpContext context, People people)
    {
        bool isProvider = people.Own.View(CurrentPerson.Of(context).Person!).IsProvider;
        await SessionCookie.End(context, people).ConfigureAwait(false);
        string there = isProvider ? await ProviderEndpoints.SignOutAddress(context).ConfigureAwait(false) : "";
        return there.Length > 0
            ? Pages.Of<ProviderLeftPage>(StatusCodes.Status200OK, (nameof(ProviderLeftPage.Address), there))
            : Results.LocalRedirect("/login");
    }

    // An address of another host, however it is written, is none of ours.
    internal static string Local(string to) => to.StartsWith('/') && !to.StartsWith("//") && !to.StartsWith("/\\") ? to : "/";

    private static RazorComponentResult<SetupForm> SetupPage(int status, string firstCode, string name, string problem) =>
        Pages.Of<SetupForm>(
            status,
            (nameof(SetupForm.FirstCode), firstCode),
            (nameof(SetupForm.Name), name),
            (nameof(SetupForm.Problem), problem));

    private static RazorComponentResult<JoinForm> JoinPage(int status, string name, string oneTimeCode, byte[]? secret, string problem) =>
        Pages.Of<JoinForm>(
            status,
            (nameof(JoinForm.Name), name),
            (nameof(JoinForm.OneTimeCode), oneTimeCode),
            (nameof(JoinForm.Secret), secret),
            (nameof(JoinForm.Problem), problem));

    internal static RazorComponentResult<LoginForm> LoginPage(
        int status, string name, string to, string problem, bool hasEnded = false) =>
        Pages.Of<LoginForm>(
            status,
            (nameof(LoginForm.Name), name),
            (nameof(LoginForm.To), Local(to)),
            (nameof(LoginForm.Problem), problem),
            (nameof(LoginForm.HasEnded), hasEnded));

    internal static RazorComponentResult<ProveForm> ProvePage(int status, string to, string problem) =>
        Pages.Of<ProveForm>(status, (nameof(ProveForm.To), Local(to)), (nameof(ProveForm.Problem), problem));
}
