using System;
using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Which events begin something that lasts, and which end it. A row of a table.</summary>
/// <param name="Kind">What lasts.</param>
/// <param name="Begins">Whether an event begins it.</param>
/// <param name="Ends">Whether one ends it.</param>
/// <param name="Subject">Which of several it is about.</param>
internal sealed record LatchRule(
    AlertKind Kind, Func<EventRecord, bool> Begins, Func<EventRecord, bool> Ends, Func<EventRecord, string> Subject)
{
    /// <summary>All of them.</summary>
    internal static readonly IReadOnlyList<LatchRule> All =
    [
        // A module that starts tells again what is so.
        Of(AlertKind.Bypass, [EventCode.Bypassed], [EventCode.BypassEnded, EventCode.ModuleStarted]),
        Of(AlertKind.CaseOpen, [EventCode.CaseOpened], [EventCode.CaseClosed, EventCode.ModuleStarted]),
        new(AlertKind.CredentialEnding, e => e.Code is EventCode.CredentialEnding or EventCode.CredentialEnded,
            e => e.Code is EventCode.CredentialInstalled or EventCode.TrustChanged or EventCode.ModuleStarted,
            e => e.A is > 0 and <= byte.MaxValue ? CredentialKindText.Of((CredentialKind)e.A) : ""),
        Of(AlertKind.ClockWrong, [EventCode.ClockRefused, EventCode.ClockNotTrusted],
            [EventCode.ClockSet, EventCode.ClockFollowed, EventCode.ModuleStarted]),
        new(AlertKind.SelfTestFailed, e => e is { Code: EventCode.SelfTested, A: > 0 }, e => e is { Code: EventCode.SelfTested, A: 0 },
            _ => ""),
    ];

    private static LatchRule Of(AlertKind kind, EventCode[] begin, EventCode[] end) =>
        new(kind, e => Array.IndexOf(begin, e.Code) >= 0, e => Array.IndexOf(end, e.Code) >= 0, _ => "");
}
