using System.Threading.Tasks;
using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>Tells a problem to who asked: a browser as a page, a program as text or as an object.</summary>
internal sealed class NoAnswerResult(NoAnswer why) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => AnswerForms.Of(httpContext.Request) switch
    {
        AnswerForm.Page => Page(httpContext),
        AnswerForm.Json => Json(httpContext),
        _ => Plain(httpContext),
    };

    /// <summary>In words alone: for when no page can be made.</summary>
    internal Task Plain(HttpContext context)
    {
        string number = why.Reference.Length > 0 ? $" Its number: {why.Reference}." : "";
        return Results.Text($"{why.Title}. {why.Text}{number}\n", statusCode: why.Status).ExecuteAsync(context);
    }

    // Who has signed in has the console around it.
    private Task Page(HttpContext context) => CurrentPerson.Of(context).Person != null
        ? Pages.Of<NoAnswerPage>(why.Status, (nameof(NoAnswerPage.Why), why)).ExecuteAsync(context)
        : Pages.Of<NoAnswerDoor>(why.Status, (nameof(NoAnswerDoor.Why), why)).ExecuteAsync(context);

    private Task Json(HttpContext context) => Results.Problem(
        detail: why.Text,
        statusCode: why.Status,
        title: why.Title,
        extensions: why.Reference.Length > 0 ? [new("reference", why.Reference)] : null).ExecuteAsync(context);
}
