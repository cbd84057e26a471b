namespace EdgeGuard.Central;

/// <summary>A module's counters, and when they came.</summary>
public sealed record MetricsView(long ReceivedAt, MetricsReport Metrics);
