namespace EdgeGuard.Central;

/// <summary>A line of a page of events: an event, or what is missing.</summary>
/// <param name="Event">The event; null where something is missing.</param>
/// <param name="Gap">What is missing; null for an event.</param>
public sealed record EventItem(EventRow? Event, Gap? Gap);
