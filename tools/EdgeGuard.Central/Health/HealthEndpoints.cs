using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>Whether it is well, which anybody may know; figures for programs, for who shows the token, and for people as a page.</summary>
internal static class HealthEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", Health);
        // Load balancers ask so; what there would be to read is left out by the server.
        routes.MapMethods("/healthz", [HttpMethods.Head], Health);
        routes.MapGet("/metrics", Metrics);
        routes.MapGet("/health", () => Pages.Of<HealthPage>(StatusCodes.Status200OK));
    }

    // In a word: why is for who signs in.
    private static IResult Health(ConsoleHealth health) => health.Failing() is { Length: > 0 } failing
        ? Results.Text($"failing: {failing}\n", statusCode: StatusCodes.Status503ServiceUnavailable)
        : Results.Text("ok\n");

    private static IResult Metrics(HttpContext context, MetricsToken token, ConsoleHealth health)
    {
        if (token.IsShown(context.Request.Headers.Authorization)) return Results.Text(health.Figures(), MetricsPage.ContentType);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Text("show the token of the file metrics-token\n", statusCode: StatusCodes.Status401Unauthorized);
    }
}
