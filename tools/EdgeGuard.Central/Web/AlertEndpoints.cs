using System;
using System.IO;
using System.Linq;
using EdgeGuard.Central.Web.Pages;
using EdgeGuard.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>The pages of alerts, and what their forms are sent to.</summary>
internal static class AlertEndpoints
{
    private const int MostHours = 168;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alerts", (string? state, string? site, string? kind, long? below) =>
            List(StatusCodes.Status200OK, AlertFilter.Of(state, site, kind, below), ""));
        routes.MapGet("/alerts/{id:long}", One);
        routes.MapPost("/alerts/acknowledge", Acknowledge);
        routes.MapPost("/alerts/shelve", Shelve);
    }

    private static IResult One(SeenAlerts alerts, long id) => alerts.Find(id) is { } alert
        ? Pages.Of<AlertPage>(StatusCodes.Status200OK, (nameof(AlertPage.Alert), alert))
        : Pages.Nothing;

    private static IResult Acknowledge(
        HttpContext context, SeenAlerts alerts, [FromForm] long[] id, [FromForm] string reason = "", [FromForm] string back = "") =>
        Act(id, reason, back, why => alerts.Acknowledge(id, why, Callers.Of(context)));

    private static IResult Shelve(
        HttpContext context,
        SeenAlerts alerts,
        TimeProvider time,
        [FromForm] long[] id,
        [FromForm] string reason = "",
        [FromForm] string back = "",
        [FromForm] int hours = 0)
    {
        if (hours is < 1 or > MostHours) return Fail(back, $"It can be shelved for 1 to {MostHours} hours.");
        long until = time.GetUtcNow().AddHours(hours).ToUnixTimeMilliseconds();
        return Act(id, reason, back, why => alerts.Shelve(id, why, until, Callers.Of(context)));
    }

    private static IResult Act(long[] ids, string reason, string back, Func<string, int> act)
    {
        string why = PeerText.Clean(reason.Trim());
        if (ids.Length == 0) return Fail(back, "Choose at least one alert.");
        if (why.Length is 0 or > AlertEngine.MaxReason) return Fail(back, $"Say why, in up to {AlertEngine.MaxReason} characters.");
        try
        {
            const string Nothing = "None of these is left to do, or yours to do: somebody was faster, or you are no operator there.";
            return act(why) > 0 ? Results.LocalRedirect(BackTo(back)) : Fail(back, Nothing);
        }
        catch (Exception e) when (e is IOException or SqliteException)
        {
            return Fail(back, $"It could not be stored: {e.Message}");
        }
    }

    private static RazorComponentResult<AlertsPage> Fail(string back, string problem)
    {
        // Of the page that it was sent from, what stands in its address.
        string query = BackTo(back).Split('?', 2).ElementAtOrDefault(1) ?? "";
        var values = new QueryCollection(QueryHelpers.ParseQuery(query));
        AlertFilter filter = AlertFilter.Of(values["state"], values["site"], values["kind"], null);
        return List(StatusCodes.Status400BadRequest, filter, problem);
    }

    private static string BackTo(string back) => back.StartsWith("/alerts", StringComparison.Ordinal) ? back : "/alerts";

    private static RazorComponentResult<AlertsPage> List(int status, AlertFilter filter, string problem) =>
        Pages.Of<AlertsPage>(status, (nameof(AlertsPage.Filter), filter), (nameof(AlertsPage.Problem), problem));
}
