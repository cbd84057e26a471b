using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Which events say that somebody changed something, one row a kind: what the pages of changes show.</summary>
internal static class ChangeTable
{
    internal static readonly IReadOnlyList<ChangeKind> Kinds =
    [
        new("configuration", "configuration and policy",
        [
            EventCode.ConfigurationTried, EventCode.ConfigurationCommitted, EventCode.ConfigurationRolledBack,
            EventCode.ConfigurationActive, EventCode.ConfigurationRejected, EventCode.ModeChanged, EventCode.BackupMade,
            EventCode.BackupRestored, EventCode.FactoryReset, EventCode.StoreEmpty,
        ]),
        new("credentials", "certificates, keys and lists",
        [
            EventCode.CredentialInstalled, EventCode.CredentialRemoved, EventCode.TrustChanged, EventCode.SealKeyShown,
        ]),
        new("accounts", "accounts",
        [
            EventCode.ModuleClaimed, EventCode.AccountCreated, EventCode.AccountChanged, EventCode.AccountRemoved,
            EventCode.AccountsForgotten,
        ]),
        new("console", "people at the module's console",
        [
            EventCode.LoggedIn, EventCode.LoginFailed, EventCode.LoggedOut, EventCode.SessionEnded, EventCode.TraceBegun,
            EventCode.UnitAsked, EventCode.SelfTested,
        ]),
        new("clock", "clock", [EventCode.ClockSet, EventCode.ClockFollowed, EventCode.ClockRefused]),
        new("case", "case, key switch and button",
        [
            EventCode.CaseOpened, EventCode.CaseClosed, EventCode.ButtonHeld, EventCode.Bypassed, EventCode.BypassEnded,
            EventCode.BypassRefused, EventCode.PanelLost,
        ]),
        new("access", "isolation, and the PLC let go",
        [
            EventCode.IsolationBegan, EventCode.IsolationEnded, EventCode.PlcReleased, EventCode.PlcTakenBack,
        ]),
        new("starts", "starts and stops", [EventCode.ModuleStarted, EventCode.ModuleStopping, EventCode.Restarted]),
    ];

    private static readonly Dictionary<EventCode, ChangeKind> ByCode =
        Kinds.SelectMany(kind => kind.Codes.Select(code => (code, kind))).ToDictionary(pair => pair.code, pair => pair.kind);

    /// <summary>The codes of a kind; of all where none has that name.</summary>
    internal static IReadOnlyList<long> CodesOf(string name) =>
        [.. Kinds.Where(kind => Named(name) == null || kind.Name == name).SelectMany(kind => kind.Codes).Select(code => (long)code)];

    /// <summary>The kind of an event; null: it is no change.</summary>
    internal static ChangeKind? Of(EventCode code) => ByCode.GetValueOrDefault(code);

    /// <summary>The kind with a name; null for any other text.</summary>
    internal static ChangeKind? Named(string name) => Kinds.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.Ordinal));
}
