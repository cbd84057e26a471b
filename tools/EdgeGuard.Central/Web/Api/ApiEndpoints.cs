using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeGuard.Central;

/// <summary>What programs read, with a key: what the pages show, of the key's sites, and nothing that changes anything.</summary>
internal static class ApiEndpoints
{
    internal const string Document = ApiGate.Root + "/{documentName}/openapi.json";

    private const string Version = "v1";
    private const string V1 = ApiGate.Root + "/" + Version;
    private const int UsualRows = 100;
    private const int MostRows = 500;
    private const int MostRefusals = 10_000;

    private const string Search =
        "As on the page: 'site:plant-7 event:handshake unit:>3'; terms with spaces between them, '-' before one for not.";
    private const string From = "'next' of the answer before.";
    private const string Limit = "Most rows, 1 to 500; 100 unless named.";

    internal static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ApiGate>().AddSingleton<ApiLimit>();
        // What there is nothing to say of is left out; names are the same everywhere.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddOpenApi(Version, ApiDocument.Set);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(Document);
        Read<ApiPage<ApiModule>>(routes.MapGet(V1 + "/modules", Modules), "All modules, by name.");
        Read<ApiModule>(routes.MapGet(V1 + "/modules/{site}/{module}", Module), "One module.");
        Read<ApiPage<ApiPolicy>>(routes.MapGet(V1 + "/policies", Policies), "The policies in force, as modules say, without their texts.");
        Read<ApiPolicy>(routes.MapGet(V1 + "/modules/{site}/{module}/policy", Policy), "The policy in force at a module, with its text.");
        Read<ApiPage<ApiEvent>>(routes.MapGet(V1 + "/events", Events), "Events, the last first, and what is missing at its place.");
        Read<ApiPage<ApiChange>>(
            routes.MapGet(V1 + "/changes", Changes), "What was changed at modules, the last first, and what is missing at its place.");
        Read<ApiPage<ApiRefusal>>(routes.MapGet(V1 + "/refusals", Refusals), "Refusals, equal ones as one row, the last first.");
        Read<ApiPage<ApiAlert>>(routes.MapGet(V1 + "/alerts", Alerts), "Alerts; what waits for somebody first.");
        Read<ApiAlert>(routes.MapGet(V1 + "/alerts/{id:long}", OneAlert), "One alert.");
    }

    private static void Read<T>(RouteHandlerBuilder route, string summary) => route
        .WithSummary(summary)
        .Produces<T>()
        .Produces<ApiError>(StatusCodes.Status400BadRequest, ApiProblem.ContentType)
        .Produces<ApiError>(StatusCodes.Status401Unauthorized, ApiProblem.ContentType)
        .Produces<ApiError>(StatusCodes.Status404NotFound, ApiProblem.ContentType)
        .Produces<ApiError>(StatusCodes.Status429TooManyRequests, ApiProblem.ContentType);

    private static IResult Modules(
        HttpContext context,
        SeenArchive archive,
        [Description("A part of SITE/MODULE, or terms as on the page, such as is:trouble.")] string? q)
    {
        var arguments = new ApiArguments(context.Request.Query, "q");
        ModuleQuery query = arguments.Modules("q");
        return arguments.Problem ?? Whole(query.In(archive.Modules()).Select(ApiModule.Of));
    }

    private static IResult Module(HttpContext context, SeenArchive archive, string site, string module)
    {
        var arguments = new ApiArguments(context.Request.Query);
        if (arguments.Problem is { } problem) return problem;
        return archive.Module(site, module) is { } view ? Results.Ok(ApiModule.Of(view)) : NoModule(site, module);
    }

    private static IResult Policies(HttpContext context, SeenArchive archive)
    {
        var arguments = new ApiArguments(context.Request.Query);
        return arguments.Problem ?? Whole(archive.Modules().Where(TellsPolicy).Select(view => ApiPolicy.Of(view, null)));
    }

    private static IResult Policy(HttpContext context, SeenArchive archive, SeenPolicies policies, string site, string module)
    {
        var arguments = new ApiArguments(context.Request.Query);
        if (arguments.Problem is { } problem) return problem;
        if (archive.Module(site, module) is not { } view) return NoModule(site, module);
        return TellsPolicy(view)
            ? Results.Ok(ApiPolicy.Of(view, policies.Find(site, module, view.State!.PolicyHash)))
            : ApiProblem.Of(
                StatusCodes.Status404NotFound, "module", $"{site}/{module}", "It did not say which policy is in force: ask later.");
    }

    private static IResult Events(
        HttpContext context,
        SeenArchive archive,
        [Description(Search)] string? q,
        [Description(From)] string? from,
        [Description(Limit)] string? limit)
    {
        var arguments = new ApiArguments(context.Request.Query, "q", "from", "limit");
        EventQuery query = arguments.Events("q");
        EventCursor? cursor = arguments.Cursor("from");
        int most = (int)arguments.Number("limit", 1, MostRows, UsualRows);
        if (arguments.Problem is { } problem) return problem;
        return Results.Ok(Told(archive.Events(query, cursor, most), ApiEvent.Of));
    }

    private static IResult Changes(
        HttpContext context,
        SeenArchive archive,
        [Description(Search)] string? q,
        [Description("A kind, such as configuration; all unless named.")] string? kind,
        [Description(From)] string? from,
        [Description(Limit)] string? limit)
    {
        var arguments = new ApiArguments(context.Request.Query, "q", "kind", "from", "limit");
        string named = arguments.Text("kind");
        string kinds = string.Join(", ", ChangeTable.Kinds.Select(one => one.Name));
        if (named.Length > 0 && ChangeTable.Named(named) == null) arguments.Add("kind", named, $"Write one of {kinds}.");
        EventQuery query = arguments.Events("q").Of(ChangeTable.CodesOf(named));
        EventCursor? cursor = arguments.Cursor("from");
        int most = (int)arguments.Number("limit", 1, MostRows, UsualRows);
        if (arguments.Problem is { } problem) return problem;
        return Results.Ok(Told(archive.Events(query, cursor, most), ApiChange.Of));
    }

    private static ApiPage<T> Told<T>(EventPage page, System.Func<EventItem, T> told)
    {
        bool isWhole = page.Unreadable.Count == 0 && page.GapsLeftOut == 0;
        return new ApiPage<T>([.. page.Items.Select(told)], isWhole, page.Next?.ToString());
    }

    private static IResult Refusals(
        HttpContext context,
        SeenArchive archive,
        string? site,
        string? module,
        [Description("Of so many of the newest days on which something arrived, 1 to 400; 7 unless named.")] string? days)
    {
        var arguments = new ApiArguments(context.Request.Query, "site", "module", "days");
        int count = (int)arguments.Number("days", 1, 400, 7);
        if (arguments.Problem is { } problem) return problem;
        RefusalQuery query = RefusalQuery.Of(arguments.Text("site"), arguments.Text("module"), count) with { Most = MostRefusals };
        RefusalPage page = archive.Refusals(query);
        bool isWhole = !page.IsMore && page.Unreadable.Count == 0;
        return Results.Ok(new ApiPage<ApiRefusal>([.. page.Rows.Select(ApiRefusal.Of)], isWhole));
    }

    private static IResult Alerts(
        HttpContext context,
        SeenAlerts alerts,
        System.TimeProvider time,
        [Description("open, waiting, shelved or history; open unless named.")] string? state,
        string? site,
        [Description("A kind, such as module-silent.")] string? kind,
        [Description("Of history: 'next' of the answer before.")] string? below)
    {
        var arguments = new ApiArguments(context.Request.Query, "state", "site", "kind", "below");
        long number = arguments.Number("below", 1, long.MaxValue, long.MaxValue);
        string[] states = [.. AlertFilter.States.Select(one => one.Name)];
        string asked = arguments.Text("state");
        if (asked.Length > 0 && !states.Contains(asked)) arguments.Add("state", asked, "Write one of " + string.Join(", ", states) + ".");
        string named = arguments.Text("kind");
        string kinds = string.Join(", ", AlertRules.All.Select(rule => rule.Name));
        if (named.Length > 0 && AlertRules.Named(named) == null) arguments.Add("kind", named, $"Write one of {kinds}.");
        if (arguments.Problem is { } problem) return problem;
        AlertFilter filter = AlertFilter.Of(asked, arguments.Text("site"), named, number);
        long next = 0;
        IReadOnlyList<Alert> found = filter.IsHistory ? alerts.Closed(number, MostRows, out next) : alerts.Alerts();
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        ApiAlert[] fit = [.. found.Where(alert => filter.Fits(alert, now)).Select(ApiAlert.Of)];
        return Results.Ok(new ApiPage<ApiAlert>(fit, alerts.Trouble.Length == 0, next > 0 ? Number(next) : null));
    }

    private static IResult OneAlert(HttpContext context, SeenAlerts alerts, long id)
    {
        var arguments = new ApiArguments(context.Request.Query);
        if (arguments.Problem is { } problem) return problem;
        return alerts.Find(id) is { } alert
            ? Results.Ok(ApiAlert.Of(alert))
            : ApiProblem.Of(StatusCodes.Status404NotFound, "id", Number(id), "There is no such alert at the sites of this key.");
    }

    private static bool TellsPolicy(ModuleView view) => view.State is { IsWhole: true, PolicyHash.Length: > 0 };

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IResult Whole<T>(IEnumerable<T> items) => Results.Ok(new ApiPage<T>([.. items], true));

    private static IResult NoModule(string site, string module) => ApiProblem.Of(
        StatusCodes.Status404NotFound,
        "module",
        $"{site}/{module}",
        "There is no such module at the sites of this key: see /api/v1/modules.");
}
