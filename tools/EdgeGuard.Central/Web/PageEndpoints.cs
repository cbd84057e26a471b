using System.Reflection;
using EdgeGuard.Central.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdgeGuard.Central;

/// <summary>The pages, each an address that says all that is shown.</summary>
internal static class PageEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Pages.Of<NowPage>(StatusCodes.Status200OK));
        routes.MapGet("/modules", (string? q, string? sort, string? from) => Pages.Of<ModulesPage>(
            StatusCodes.Status200OK,
            (nameof(ModulesPage.Search), q ?? ""), (nameof(ModulesPage.Sort), sort ?? ""), (nameof(ModulesPage.From), from)));
        routes.MapGet("/modules/{site}/{module}", OneModule);
        routes.MapGet("/modules/{site}/{module}/policy", Policy);
        routes.MapGet("/modules/{site}/{module}/changes", ModuleChanges);
        routes.MapGet("/modules/{site}/{module}/health", (SeenArchive archive, string site, string module) =>
            archive.Module(site, module) is { } view
                ? Pages.Of<ModuleHealthPage>(StatusCodes.Status200OK, (nameof(ModuleHealthPage.View), view))
                : Pages.Nothing);
        routes.MapGet("/modules/{site}/{module}/explain", Explain);
        routes.MapGet("/changes", (string? q, string? kind, string? from) => Pages.Of<ChangesPage>(
            StatusCodes.Status200OK,
            (nameof(ChangesPage.Search), q ?? ""),
            (nameof(ChangesPage.Kind), ChangeTable.Named(kind ?? "")?.Name ?? ""),
            (nameof(ChangesPage.From), EventCursor.Parse(from))));
        routes.MapGet("/modules/{site}/{module}/clients", ModuleClients);
        routes.MapGet("/clients", (string? q, string? sort, string? from) => Pages.Of<ClientsPage>(
            StatusCodes.Status200OK,
            (nameof(ClientsPage.Search), q ?? ""), (nameof(ClientsPage.Sort), sort ?? ""), (nameof(ClientsPage.From), from)));
        routes.MapGet("/clients/{client}", (string client, string? q, string? sort, string? from) => Pages.Of<OneClientPage>(
            StatusCodes.Status200OK,
            (nameof(OneClientPage.Id), client),
            (nameof(OneClientPage.Search), q ?? ""), (nameof(OneClientPage.Sort), sort ?? ""), (nameof(OneClientPage.From), from)));
        routes.MapGet("/events", (string? q, string? from) => Pages.Of<EventsPage>(
            StatusCodes.Status200OK, (nameof(EventsPage.Search), q ?? ""), (nameof(EventsPage.From), EventCursor.Parse(from))));
        routes.MapGet("/refusals", (string? site, string? module, int days = 7) => Pages.Of<RefusalsPage>(
            StatusCodes.Status200OK,
            (nameof(RefusalsPage.Site), site ?? ""),
            (nameof(RefusalsPage.Module), module ?? ""),
            (nameof(RefusalsPage.Days), RefusalQuery.Of(site, module, days).Days)));
        routes.MapGet("/app.css", () => Resource("app.css", "text/css"));
        routes.MapGet("/icon.svg", () => Resource("icon.svg", "image/svg+xml"));
        routes.MapGet("/live.js", () => Resource("live.js", "text/javascript"));
        routes.MapGet("/passkey.js", () => Resource("passkey.js", "text/javascript"));
        // Of names that look like a file's too: they are no more there.
        routes.MapFallback("{*path}", () => Pages.Nothing);
    }

    private static IResult Resource(string name, string type) =>
        Results.Stream(Assembly.GetExecutingAssembly().GetManifestResourceStream("EdgeGuard.Central." + name)!, type);

    private static IResult Policy(SeenArchive archive, string site, string module, string? hash, string? from) =>
        archive.Module(site, module) is { } view
            ? Pages.Of<ModulePolicyPage>(
                StatusCodes.Status200OK,
                (nameof(ModulePolicyPage.View), view),
                (nameof(ModulePolicyPage.Hash), hash ?? ""),
                (nameof(ModulePolicyPage.From), from ?? ""))
            : Pages.Nothing;

    private static IResult ModuleChanges(SeenArchive archive, string site, string module, string? kind, string? from) =>
        archive.Module(site, module) is { } view
            ? Pages.Of<ModuleChangesPage>(
                StatusCodes.Status200OK,
                (nameof(ModuleChangesPage.View), view),
                (nameof(ModuleChangesPage.Kind), ChangeTable.Named(kind ?? "")?.Name ?? ""),
                (nameof(ModuleChangesPage.From), EventCursor.Parse(from)))
            : Pages.Nothing;

    private static IResult ModuleClients(
        SeenArchive archive, string site, string module, string? q, string? sort, string? stream, string? from) =>
        archive.Module(site, module) is { } view
            ? Pages.Of<ModuleClientsPage>(
                StatusCodes.Status200OK,
                (nameof(ModuleClientsPage.View), view),
                (nameof(ModuleClientsPage.Search), q ?? ""),
                (nameof(ModuleClientsPage.Sort), sort ?? ""),
                (nameof(ModuleClientsPage.Stream), stream ?? ""),
                (nameof(ModuleClientsPage.From), from))
            : Pages.Nothing;

    private static IResult Explain(
        SeenArchive archive,
        string site,
        string module,
        string? policy,
        string? role,
        string? request,
        string? at,
        int generation = 0,
        bool guessed = false) => archive.Module(site, module) is { } view
            ? Pages.Of<ExplainPage>(
                StatusCodes.Status200OK,
                (nameof(ExplainPage.View), view),
                (nameof(ExplainPage.Policy), policy ?? ""),
                (nameof(ExplainPage.Generation), generation),
                (nameof(ExplainPage.Role), role ?? ""),
                (nameof(ExplainPage.Request), request ?? ""),
                (nameof(ExplainPage.At), at ?? ""),
                (nameof(ExplainPage.IsGuessed), guessed))
            : Pages.Nothing;

    private static IResult OneModule(SeenArchive archive, string site, string module) => archive.Module(site, module) is { } view
        ? Pages.Of<ModulePage>(StatusCodes.Status200OK, (nameof(ModulePage.View), view))
        : Pages.Nothing;
}
