using System;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>What stands before all that is for programs, and apart from what stands before pages: a key is asked for and a cookie is never
/// looked at; on pages a key is worth nothing. Pages' cookies are read behind it.</summary>
internal sealed class ApiGate(People people, AddressLimit failures, ApiLimit limit)
{
    internal const string Root = "/api";

    private const string Scheme = "Bearer ";

    internal async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Root))
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        context.Request.Headers.Remove("Cookie");
        IResult? refused = Refuse(context);
        if (refused == null) await next(context).ConfigureAwait(false);
        else await refused.ExecuteAsync(context).ConfigureAwait(false);
    }

    // Null: it may go on.
    private IResult? Refuse(HttpContext context)
    {
        EndpointRow? row = EndpointTable.Of(context.GetEndpoint());
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET";
            return ApiProblem.Of(
                StatusCodes.Status405MethodNotAllowed, "method", context.Request.Method, "Use GET: nothing is changed here.");
        }
        if (row is { Door: Door.Anyone }) return null;
        if (Find(context, out IResult? refused) is not { } key) return refused;
        if (!limit.Take(key.Id))
        {
            context.Response.Headers.RetryAfter = ApiLimit.WaitSeconds;
            return ApiProblem.Of(
                StatusCodes.Status429TooManyRequests, "key", key.Name, $"Ask no more than {ApiLimit.PerMinute} times a minute.");
        }
        CurrentPerson.Of(context).Person = new SignedInPerson(ApiKeys.CallerPrefix + key.Name, RolesOf(key), 0, 0) { IsProgram = true };
        return row is { Door: Door.Program }
            ? null
            : ApiProblem.Of(
                StatusCodes.Status404NotFound, "path", context.Request.Path.ToString(), "See /api/v1/openapi.json for what there is.");
    }

    private ApiKey? Find(HttpContext context, out IResult? refused)
    {
        string header = context.Request.Headers.Authorization.ToString();
        bool isShown = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        IPAddress? address = Callers.AddressOf(context);
        // What is one too many is not looked at: it would fill the audit log.
        bool isTried = isShown && failures.HasRoom(address);
        ApiKey? key = isTried ? people.ApiKeys.Use(header[Scheme.Length..].Trim(), Callers.Of(context)) : null;
        refused = null;
        if (key != null) return key;
        bool isTooOften = isShown && !failures.Take(address);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        refused = isTooOften
            ? ApiProblem.Of(StatusCodes.Status429TooManyRequests, "Authorization", "", "Too many keys that are none: wait a minute.")
            : ApiProblem.Of(
                StatusCodes.Status401Unauthorized,
                "Authorization",
                "",
                "Send 'Authorization: Bearer KEY' with a key that is good: an administrator makes one at /keys.");
        return null;
    }

    private static SiteRoles RolesOf(ApiKey key) => new([new(key.Site, SiteRole.Viewer)]);
}
