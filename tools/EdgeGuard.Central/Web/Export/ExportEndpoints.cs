using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>What pages show, as files, under the page's own address with an ending.</summary>
internal static class ExportEndpoints
{
    private const string Proof = "proof";
    private const string Table = ".{form:regex(^(csv|json)$)}";

    /// <summary>The addresses of events, refusals and modules as files.</summary>
    internal const string EventsPattern = "/events.{form:regex(^(csv|json|" + Proof + ")$)}";
    internal const string ChangesPattern = "/changes" + Table;
    internal const string RefusalsPattern = "/refusals" + Table;
    internal const string ModulesPattern = "/modules" + Table;

    /// <summary>Those of clients, and of what clients ask.</summary>
    internal const string ClientsPattern = "/clients" + Table;
    internal const string ClientPollsPattern = "/clients/{client}/polls" + Table;
    internal const string ModulePollsPattern = "/modules/{site}/{module}/clients" + Table;

    private const int MostClients = 10_000;
    private const int MostPolls = 20_000;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(EventsPattern, Events);
        routes.MapGet(ChangesPattern, Changes);
        routes.MapGet(RefusalsPattern, Refusals);
        routes.MapGet(ModulesPattern, Modules);
        routes.MapGet(ClientsPattern, Clients);
        routes.MapGet(ClientPollsPattern, ClientPolls);
        routes.MapGet(ModulePollsPattern, ModulePolls);
    }

    private static IResult Clients(
        SeenTraffic traffic, AuditTrail trail, TimeProvider time, HttpContext context, string form, string? q, string? sort)
    {
        ClientQuery query = ClientQuery.Parse(q, sort, out IReadOnlyList<string> problems);
        if (problems.Count > 0) return Misread(problems);
        trail.Add(Callers.Of(context), AuditDeed.Exported, "clients." + form, q ?? "");
        ClientPage page = traffic.Clients(query, null, MostClients);
        bool isWhole = page is { Next: null, IsUnreadable: false };
        return TableExport.Of(form, "clients", ClientColumns.All, page.Rows, () => isWhole, time);
    }

    private static IResult ClientPolls(
        SeenTraffic traffic,
        AuditTrail trail,
        TimeProvider time,
        HttpContext context,
        string form,
        string client,
        string? q,
        string? sort)
    {
        PollQuery query = PollQuery.Parse(q, sort, out IReadOnlyList<string> problems);
        if (problems.Count > 0) return Misread(problems);
        trail.Add(Callers.Of(context), AuditDeed.Exported, "polls." + form, $"{PeerText.Clean(client)} {q}");
        return Polls(traffic.Polls(query, new PollPlace(Client: client), null, MostPolls), form, time);
    }

    private static IResult ModulePolls(
        SeenArchive archive,
        SeenTraffic traffic,
        AuditTrail trail,
        TimeProvider time,
        HttpContext context,
        string form,
        string site,
        string module,
        string? q,
        string? sort,
        string? stream)
    {
        PollQuery query = PollQuery.Parse(q, sort, out IReadOnlyList<string> problems);
        if (problems.Count > 0) return Misread(problems);
        if (archive.Module(site, module) == null) return Pages.Nothing;
        trail.Add(Callers.Of(context), AuditDeed.Exported, "polls." + form, $"{site}/{module} {q}");
        var place = new PollPlace(site, module, string.IsNullOrEmpty(stream) ? null : stream);
        return Polls(traffic.Polls(query, place, null, MostPolls), form, time);
    }

    private static IResult Polls(PollPage page, string form, TimeProvider time)
    {
        bool isWhole = page is { Next: null, IsUnreadable: false };
        return TableExport.Of(form, "polls", PollColumns.All, page.Rows, () => isWhole, time);
    }

    private static IResult Misread(IReadOnlyList<string> problems) =>
        Results.Text(string.Join('\n', problems), statusCode: StatusCodes.Status400BadRequest);

    private static IResult Events(
        SeenArchive archive, AuditTrail trail, TimeProvider time, HttpContext context, string form, string? q)
    {
        EventQuery query = EventQuery.Parse(q, out IReadOnlyList<string> problems);
        if (problems.Count > 0) return Misread(problems);
        trail.Add(Callers.Of(context), AuditDeed.Exported, "events." + form, q ?? "");
        var export = new EventExport(archive, query, time, context.RequestAborted);
        return form == Proof
            ? TableExport.File("events." + Proof, "application/x-ndjson", time, stream => export.WriteProof(stream, q ?? ""))
            : TableExport.Of(form, "events", EventColumns.All, export.Items(), () => export.IsWhole, time);
    }

    private static IResult Changes(
        SeenArchive archive, AuditTrail trail, TimeProvider time, HttpContext context, string form, string? q, string? kind)
    {
        EventQuery query = EventQuery.Parse(q, out IReadOnlyList<string> problems).Of(ChangeTable.CodesOf(kind ?? ""));
        if (problems.Count > 0) return Results.Text(string.Join('\n', problems), statusCode: StatusCodes.Status400BadRequest);
        trail.Add(Callers.Of(context), AuditDeed.Exported, "changes." + form, $"{kind} {q}".Trim());
        var export = new EventExport(archive, query, time, context.RequestAborted);
        return TableExport.Of(form, "changes", ChangeColumns.All, export.Items(), () => export.IsWhole, time);
    }

    private static IResult Refusals(
        SeenArchive archive,
        AuditTrail trail,
        TimeProvider time,
        HttpContext context,
        string form,
        string? site,
        string? module,
        int days = 7)
    {
        RefusalQuery query = RefusalQuery.Of(site, module, days) with { Most = RefusalQuery.MostOfExport };
        string which = $"{query.Site ?? "*"}/{query.Module ?? "*"}, {query.Days} days";
        trail.Add(Callers.Of(context), AuditDeed.Exported, "refusals." + form, which);
        RefusalPage page = archive.Refusals(query);
        bool isWhole = !page.IsMore && page.Unreadable.Count == 0;
        return TableExport.Of(form, "refusals", RefusalColumns.All, page.Rows, () => isWhole, time);
    }

    private static IResult Modules(
        SeenArchive archive, AuditTrail trail, TimeProvider time, HttpContext context, string form, string? q, string? sort)
    {
        ModuleQuery query = ModuleQuery.Parse(q, sort, out IReadOnlyList<string> problems);
        if (problems.Count > 0) return Misread(problems);
        trail.Add(Callers.Of(context), AuditDeed.Exported, "modules." + form, q ?? "");
        return TableExport.Of(form, "modules", ModuleColumns.All, query.In(archive.Modules()), () => true, time);
    }
}
