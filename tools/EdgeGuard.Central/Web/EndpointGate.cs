using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>What stands before every endpoint, after it is known who calls: the limit for addresses, the token of the page that a form was
/// on, and the fresh proof that some ask for.</summary>
internal sealed class EndpointGate(People people, IAntiforgery antiforgery, AddressLimit limit)
{
    internal async Task Pass(HttpContext context, RequestDelegate next)
    {
        EndpointRow? row = EndpointTable.Of(context.GetEndpoint());
        bool isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        bool isLimited = !isRead && row is not { Door: > Door.Anyone };
        if (isLimited && !limit.Take(Callers.AddressOf(context)))
        {
            context.Response.Headers.RetryAfter = "60";
            await Say(context, StatusCodes.Status429TooManyRequests, "Too many tries", "Wait a minute, then try again.")
                .ConfigureAwait(false);
        }
        else if (!isRead && !await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            await Say(
                context,
                StatusCodes.Status400BadRequest,
                "Not done",
                "The form was not one of this console, or was open for too long: open its page again.").ConfigureAwait(false);
        }
        else if (row is { NeedsProof: true } && !HasProved(context))
        {
            context.Response.Redirect($"/prove?to={Uri.EscapeDataString("/" + context.Request.Path.Value!.Split('/')[1])}");
        }
        else
        {
            await next(context).ConfigureAwait(false);
        }
    }

    /// <summary>Says why nothing was done.</summary>
    internal static Task Say(HttpContext context, int status, string title, string text)
    {
        NoAnswer problem = new(status, title, text);
        return new NoAnswerResult(problem.Back(context.Request)).ExecuteAsync(context);
    }

    private bool HasProved(HttpContext context) => CurrentPerson.Of(context).Person is { } person && people.HasProved(person);
}
