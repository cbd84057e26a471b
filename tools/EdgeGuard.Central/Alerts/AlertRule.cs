using System;
using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>A row of the table of alerts: all there is to say of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Its lasting name, for machines and addresses.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="Pending">For how long it must hold before it is raised.</param>
/// <param name="Recovering">For how long it must be over before it is cleared.</param>
/// <param name="Words">What it says.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Condition">When it holds.</param>
internal sealed record AlertRule(
    AlertKind Kind,
    string Name,
    AlertSeverity Severity,
    TimeSpan Pending,
    TimeSpan Recovering,
    string Words,
    string Remedy,
    Func<AlertInput, IEnumerable<AlertSignal>> Condition);
