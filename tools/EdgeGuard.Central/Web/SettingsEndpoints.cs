using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>The page of settings, and what can be changed on it.</summary>
internal static class SettingsEndpoints
{
    private const string Settings = "/settings";
    private const string OutOfRange = "Days are from 1 to 3660, gigabytes from 1 to 100000.";
    private const string ByCommand = "A command line says how much is kept (--keep-days, --keep-gb): change it there.";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Settings, (ConsoleSettings settings, int? days, int? gb) => Look(settings, days, gb));
        routes.MapPost("/settings/retention", Keep);
        routes.MapPost("/settings/notice", Notice);
    }

    // What a change would mean is looked at first, and nothing is changed by that.
    private static RazorComponentResult<SettingsPage> Look(ConsoleSettings settings, int? days, int? gigabytes)
    {
        if (days == null && gigabytes == null) return Page(StatusCodes.Status200OK, null, "", "");
        Retention? asked = Retention.Of(days ?? settings.Kept.Days, gigabytes ?? settings.Kept.Gigabytes);
        return asked == null ? Page(StatusCodes.Status400BadRequest, null, OutOfRange, "") : Page(StatusCodes.Status200OK, asked, "", "");
    }

    private static IResult Keep(
        HttpContext context, ConsoleSettings settings, AuditTrail trail, [FromForm] int days = 0, [FromForm] int gb = 0)
    {
        if (settings.IsKeptByCommand) return Page(StatusCodes.Status400BadRequest, null, ByCommand, "");
        if (Retention.Of(days, gb) is not { } kept) return Page(StatusCodes.Status400BadRequest, null, OutOfRange, "");
        string change = $"{settings.Kept.Days} days, {settings.Kept.Gigabytes} GB before; {days} days, {gb} GB now";
        try
        {
            settings.Keep(kept);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Page(StatusCodes.Status500InternalServerError, null, $"It could not be stored: {e.Message}", "");
        }
        trail.Add(Callers.Of(context), AuditDeed.RetentionSet, "archive", change);
        return Results.LocalRedirect(Settings);
    }

    private static async Task<IResult> Notice(
        HttpContext context, ConsoleSettings settings, AuditTrail trail, CurrentPerson current, [FromForm] string way = "")
    {
        if (!settings.Ways.Contains(way)) return Page(StatusCodes.Status400BadRequest, null, "There is no such way to tell anybody.", "");
        string problem = await settings.Try(way, current.Person!.Name, context.RequestAborted).ConfigureAwait(false);
        trail.Add(Callers.Of(context), AuditDeed.NoticeTested, way, problem.Length > 0 ? "it could not be told" : "told");
        return problem.Length > 0
            ? Page(StatusCodes.Status200OK, null, $"By {way} nobody could be told: {problem}", "")
            : Page(StatusCodes.Status200OK, null, "", $"Told by {way}: see whether it arrived.");
    }

    private static RazorComponentResult<SettingsPage> Page(int status, Retention? asked, string problem, string done) =>
        Pages.Of<SettingsPage>(
            status, (nameof(SettingsPage.Asked), asked), (nameof(SettingsPage.Problem), problem), (nameof(SettingsPage.Done), done));
}
