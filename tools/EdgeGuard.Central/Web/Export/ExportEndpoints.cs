using System;
using System.Collections.Generic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>What pages show, as files, under the page's own address with an ending.</summary>
internal static class ExportEndpoints
{
    private const string Proof = "proof";
    private const string Table = ".{form:regex(^(csv|json)$)}";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events.{form:regex(^(csv|json|" + Proof + ")$)}", Events);
        routes.MapGet("/refusals" + Table, Refusals);
        routes.MapGet("/modules" + Table, Modules);
    }

    private static IResult Events(IArchive archive, TimeProvider time, HttpContext context, string form, string? q)
    {
        EventQuery query = EventQuery.Parse(q, out IReadOnlyList<string> problems);
        if (problems.Count > 0) return Results.Text(string.Join('\n', problems), statusCode: StatusCodes.Status400BadRequest);
        var export = new EventExport(archive, query, time, context.RequestAborted);
        return form == Proof
            ? TableExport.File("events." + Proof, "application/x-ndjson", time, stream => export.WriteProof(stream, q ?? ""))
            : TableExport.Of(form, "events", EventColumns.All, export.Items(), () => export.IsWhole, time);
    }

    private static IResult Refusals(IArchive archive, TimeProvider time, string form, string? site, string? module, int days = 7)
    {
        RefusalPage page = archive.Refusals(RefusalQuery.Of(site, module, days) with { Most = RefusalQuery.MostOfExport });
        bool isWhole = page.LeftOut == 0 && page.Unreadable.Count == 0;
        return TableExport.Of(form, "refusals", RefusalColumns.All, page.Rows, () => isWhole, time);
    }

    private static IResult Modules(IArchive archive, TimeProvider time, string form, string? q) =>
        TableExport.Of(form, "modules", ModuleColumns.All, ModuleSearch.In(archive.Modules(), q), () => true, time);
}
