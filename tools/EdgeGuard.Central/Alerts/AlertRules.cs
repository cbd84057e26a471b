using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>The table of alerts: one row a kind.</summary>
internal static class AlertRules
{
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // A cause before what follows of it: in one round conditions ask whether an alert above them goes on.
    internal static readonly IReadOnlyList<AlertRule> All =
    [
        new(AlertKind.BrokerAway, "broker-away", AlertSeverity.High, TimeSpan.FromSeconds(10), Minutes,
            "nobody reports", "Look at this computer's network and at what lies before all sites; modules keep what they have.",
            PresenceConditions.BrokerAway),
        new(AlertKind.SiteSilent, "site-silent", AlertSeverity.High, Minute, Minutes,
            "site silent", "Look at the site's network: switch, router, firewall. Modules guard on, and report later.",
            PresenceConditions.SiteSilent),
        new(AlertKind.ModuleSilent, "module-silent", AlertSeverity.High, Minutes, Minute,
            "module silent", "Look at its lights and its cable. Without power nothing gets to the PLC.",
            PresenceConditions.ModuleSilent),
        new(AlertKind.Bypass, "bypass", AlertSeverity.High, AtOnce, AtOnce,
            "bypassed: nothing is guarded", "Turn the key back as soon as the work is done.",
            input => EventConditions.Latched(input, AlertKind.Bypass)),
        new(AlertKind.CaseOpen, "case-open", AlertSeverity.High, AtOnce, AtOnce,
            "case open", "Who is there? Afterwards close it, and compare its keys and settings with what they should be.",
            input => EventConditions.Latched(input, AlertKind.CaseOpen)),
        new(AlertKind.Isolated, "isolated", AlertSeverity.Medium, AtOnce, AtOnce,
            "isolated: nobody is let in", "Open it at its console (isolate off) when the reason is gone.",
            StateConditions.Isolated),
        new(AlertKind.Scan, "scan", AlertSeverity.High, AtOnce, Long,
            "somebody tries what is allowed", "Find that computer. Its refusals show what was tried.",
            input => EventConditions.Happened(input, AlertKind.Scan)),
        new(AlertKind.RefusalBurst, "refusal-burst", AlertSeverity.Medium, AtOnce, Long,
            "burst of refusals", "Is a client set up for something that the policy does not allow? Its refusals name the line.",
            input => EventConditions.HappenedWithoutScan(input, AlertKind.RefusalBurst)),
        new(AlertKind.HandshakeBurst, "handshake-burst", AlertSeverity.Medium, AtOnce, Long,
            "burst of refused handshakes", "A client with an old certificate or none, or somebody who tries: the events name addresses.",
            input => EventConditions.HappenedWithoutScan(input, AlertKind.HandshakeBurst)),
        new(AlertKind.PlcSilent, "plc-silent", AlertSeverity.High, TimeSpan.FromSeconds(30), Minute,
            "PLC silent", "Look at the PLC and the cable behind the module; its clients get no answers.",
            StateConditions.PlcSilent),
        new(AlertKind.UnitSilent, "unit-silent", AlertSeverity.Medium, TimeSpan.FromSeconds(30), Minute,
            "unit silent", "Look at that device on the bus, its address and its wiring.",
            StateConditions.UnitSilent),
        new(AlertKind.ObserveTooLong, "observe-too-long", AlertSeverity.Medium, TimeSpan.FromHours(8), AtOnce,
            "observes for longer than a shift", "If what it would refuse is what it should, set mode enforce.",
            StateConditions.ObserveTooLong),
        new(AlertKind.UnsafeListener, "unsafe-listener", AlertSeverity.Medium, AtOnce, Hour,
            "unsafe-plain is used", "Give that client a certificate and 'edgeguard connect', and close the listener.",
            input => EventConditions.Happened(input, AlertKind.UnsafeListener)),
        new(AlertKind.CredentialEnding, "credential-ending", AlertSeverity.Medium, AtOnce, AtOnce,
            "certificate or list runs out", "Install a new one before it does: then clients, or reports, are refused.",
            input => EventConditions.Latched(input, AlertKind.CredentialEnding)),
        new(AlertKind.ClockWrong, "clock-wrong", AlertSeverity.Low, Minute, Minute,
            "clock wrong", "Set it at its console, or look at its time server; rules with hours and certificates go by it.",
            StateConditions.ClockWrong),
        new(AlertKind.StreamGap, "stream-gap", AlertSeverity.Medium, AtOnce, AtOnce,
            "events missing", "Compare with the module's own log at its console.",
            StreamConditions.Gap),
        new(AlertKind.ChainBroken, "chain-broken", AlertSeverity.High, AtOnce, AtOnce,
            "seal or chain broken", "Somebody may write in its name: see what was found on its page, and change its certificate.",
            input => StreamConditions.Found(
                input, FindingKind.SealWrong, FindingKind.ChainBroken, FindingKind.Conflict, FindingKind.Scattered)),
        new(AlertKind.BootWentBack, "boot-went-back", AlertSeverity.High, AtOnce, AtOnce,
            "start numbers went back, or are left out", "Was it restored or replaced? If not, somebody sends old events again.",
            input => StreamConditions.Found(input, FindingKind.BootWentBack, FindingKind.BootsMissing)),
        new(AlertKind.StreamTwice, "stream-twice", AlertSeverity.High, AtOnce, AtOnce,
            "one stream under two names", "Was the module renamed? If not, one of the two has copied the other's events.",
            input => StreamConditions.Found(input, FindingKind.StreamTwice, FindingKind.ForeignTopic)),
        new(AlertKind.SelfTestFailed, "self-test-failed", AlertSeverity.Medium, AtOnce, AtOnce,
            "self-test failed", "'selftest' at its console says which check, and what to do.",
            input => EventConditions.Latched(input, AlertKind.SelfTestFailed)),
        new(AlertKind.PolicyUnknown, "policy-unknown", AlertSeverity.High, AtOnce, AtOnce,
            "policy that nobody here knows", "Who changed it, and why? If it is right, take it in: 'edgeguard-central policy FILE'.",
            StateConditions.PolicyUnknown),
        new(AlertKind.StorageTrouble, "storage-trouble", AlertSeverity.High, AtOnce, Minute,
            "this console's disk, files or clock", "Make room, or see what was found; what is not stored is not acknowledged.",
            StreamConditions.Storage),
        new(AlertKind.NotificationLost, "notification-lost", AlertSeverity.Medium, AtOnce, Hour,
            "notifications dropped", "Look at that server and at notify.conf; the alerts themselves are all here.",
            StreamConditions.NotificationLost),
    ];

    private static readonly Dictionary<AlertKind, AlertRule> Rows = All.ToDictionary(rule => rule.Kind);

    /// <summary>The row of a kind.</summary>
    internal static AlertRule Of(AlertKind kind) => Rows[kind];

    /// <summary>The kind of a name; null for none.</summary>
    internal static AlertRule? Named(string name) => All.FirstOrDefault(rule => rule.Name == name);
}
