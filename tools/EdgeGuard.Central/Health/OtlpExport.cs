using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace EdgeGuard.Central;

/// <summary>Figures and traces to a collector of OpenTelemetry (OTLP over HTTP, protobuf), where somebody asked for it. No name of a site,
/// module or person, no address and nothing that a stranger wrote is among them.</summary>
internal sealed class OtlpExport : IDisposable
{
    internal const string Source = "EdgeGuard.Central";

    // As names are translated to Prometheus' this gives those of /metrics.
    private const string Prefix = "edgeguard.central.";

    // Of so many messages one is traced, the first too: modules send thousands a second.
    private const int TracedOf = 100;

    private static readonly ActivitySource Activities = new(Source);

    private static readonly Meter Shared = new(Source);

    private static int _messages;

    private readonly Meter _meter = new(Source);

    /// <summary>How long messages take until they can be acknowledged, seconds.</summary>
    internal static readonly Histogram<double> Took = Shared.CreateHistogram(
        Prefix + "puback", "s", CentralFigures.TookHelp,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = CentralFigures.Steps });

    /// <param name="table">The figures.</param>
    internal OtlpExport(FigureTable table)
    {
        foreach (Figure figure in table.All)
        {
            if (figure.IsCounter) _meter.CreateObservableCounter(NameOf(figure), () => Values(figure), null, figure.Help);
            else _meter.CreateObservableGauge(NameOf(figure), () => Values(figure), null, figure.Help);
        }
    }

    /// <summary>Has all of it sent to a collector.</summary>
    /// <param name="services">Of the pages.</param>
    /// <param name="collector">Where the collector is; the paths of OTLP are put behind it.</param>
    internal static void AddTo(IServiceCollection services, Uri collector) => services.AddOpenTelemetry()
        // Nothing of the surroundings: no host name, no user, no variable.
        .ConfigureResource(resource => resource.Clear().AddService("edgeguard-central", autoGenerateServiceInstanceId: true))
        .WithMetrics(metrics => metrics.AddMeter(Source).AddOtlpExporter(otlp => Set(otlp, collector, "v1/metrics")))
        .WithTracing(traces => traces.AddSource(Source).AddOtlpExporter(otlp => Set(otlp, collector, "v1/traces")));

    /// <summary>Begins the trace of a message; null for most of them.</summary>
    internal static Activity? Message(string topic)
    {
        if (!Activities.HasListeners() || Interlocked.Increment(ref _messages) % TracedOf != 1) return null;
        ArrivalKind kind = ModuleTopic.Parse(topic) is { } from ? ArrivalReader.KindOf(from.Level) : ArrivalKind.None;
        Activity.Current = null;
        return Activities.StartActivity($"ingest {kind.ToString().ToLowerInvariant()}", ActivityKind.Consumer);
    }

    /// <summary>Traces a request by its route, as it is mapped.</summary>
    internal static async Task Trace(HttpContext context, RequestDelegate next)
    {
        if (!Activities.HasListeners())
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        // Who asks does not say which trace it belongs to.
        Activity.Current = null;
        EndpointRow? row = EndpointTable.Of(context.GetEndpoint());
        string route = row?.Pattern ?? "nowhere";
        using Activity? activity = Activities.StartActivity($"{row?.Method ?? "*"} {route}", ActivityKind.Server);
        activity?.SetTag("http.route", route);
        await next(context).ConfigureAwait(false);
        activity?.SetTag("http.response.status_code", context.Response.StatusCode);
    }

    public void Dispose() => _meter.Dispose();

    private static void Set(OtlpExporterOptions otlp, Uri collector, string path)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri($"{collector.ToString().TrimEnd('/')}/{path}");
    }

    private static string NameOf(Figure figure) =>
        Prefix + (figure.IsCounter ? figure.Name[..^Figure.CounterEnding.Length] : figure.Name);

    private static IEnumerable<Measurement<double>> Values(Figure figure) => figure.Values().Select(value => new Measurement<double>(
        value.Value, value.Labels.Select(label => KeyValuePair.Create<string, object?>(label.Name, label.Value))));
}
