using System.Globalization;
using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>What administrators do with the keys of programs.</summary>
internal static class KeyEndpoints
{
    /// <summary>What stands in place of days for a key without an end: nothing says so by itself.</summary>
    internal const string UntilRevoked = "until-revoked";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/keys", () => Page("", "", "", ""));
        routes.MapPost("/keys/make", Make);
        routes.MapPost("/keys/revoke", (HttpContext context, People people, [FromForm] long id) =>
            people.ApiKeys.Revoke(Callers.Of(context), id) is { Length: > 0 } problem
                ? Page("", "", "", problem)
                : Results.LocalRedirect("/keys"));
    }

    private static RazorComponentResult<KeysPage> Make(
        HttpContext context,
        People people,
        [FromForm] string name = "",
        [FromForm] string site = "",
        [FromForm] string? days = null)
    {
        int? count = days switch
        {
            null => ApiKeys.UsualDays,
            UntilRevoked => null,
            _ => int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0,
        };
        string problem = people.ApiKeys.Make(Callers.Of(context), name, site.Trim(), count, out string key);
        return Page(name, site, key, problem);
    }

    private static RazorComponentResult<KeysPage> Page(string name, string site, string key, string problem) => Pages.Of<KeysPage>(
        problem.Length > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        (nameof(KeysPage.Name), name),
        (nameof(KeysPage.Site), site),
        (nameof(KeysPage.Key), key),
        (nameof(KeysPage.Problem), problem));
}
