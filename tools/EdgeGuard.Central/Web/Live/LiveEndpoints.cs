using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Central.Web.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Central;

/// <summary>The live parts of pages as server-sent events: made by the very components that the pages are made of.</summary>
internal static class LiveEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live/now", (HttpContext context) => Follow<NowList>(context));
        routes.MapGet("/live/events", (HttpContext context, string? q) =>
            Follow<EventList>(context, (nameof(EventList.Search), q ?? "")));
        routes.MapGet("/live/refusals", (HttpContext context, string? site, string? module, int days = 7) => Follow<RefusalList>(
            context,
            (nameof(RefusalList.Site), site ?? ""),
            (nameof(RefusalList.Module), module ?? ""),
            (nameof(RefusalList.Days), RefusalQuery.Of(site, module, days).Days)));
    }

    private static async Task Follow<T>(HttpContext context, params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        IServiceProvider services = context.RequestServices;
        LiveStreams streams = services.GetRequiredService<LiveStreams>();
        CurrentPerson current = services.GetRequiredService<CurrentPerson>();
        long session = current.Person!.Session;
        if (!streams.Enter(session))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        try
        {
            // A server that stops does not wait for pages that are looked at.
            CancellationToken stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            People people = services.GetRequiredService<People>();
            SeenArchive archive = services.GetRequiredService<SeenArchive>();
            var feed = new LiveFeed(() => people.Look(session), current, () => archive.Changes, () => Render<T>(services, parameters));
            // A proxy in between must not wait for more.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            await TypedResults.ServerSentEvents(feed.Follow(stop.Token)).ExecuteAsync(context).ConfigureAwait(false);
        }
        finally
        {
            streams.Leave(session);
        }
    }

    private static async Task<string> Render<T>(IServiceProvider services, (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        await using (renderer.ConfigureAwait(false))
        {
            Dictionary<string, object?> named = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
            return await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(named))).ToHtmlString()).ConfigureAwait(false);
        }
    }
}
