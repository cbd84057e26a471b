using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>What modules say of themselves. Of one that is away nobody can say.</summary>
internal static class StateConditions
{
    private const long MostClockErrorMs = 30_000;

    internal static IEnumerable<AlertSignal> PlcSilent(AlertInput input) => Each(
        input,
        AlertKind.PlcSilent,
        state => state.Plcs.Where(IsSilent).Select(plc => (Name(plc), $"{Name(plc)}: {PeerText.Clean(plc.State)}", plc.Since)));

    internal static IEnumerable<AlertSignal> UnitSilent(AlertInput input) => Each(
        input,
        AlertKind.UnitSilent,
        // Behind a PLC or bus that is silent all units are.
        state => state.Plcs.Where(plc => plc.SilentUnits.Count > 0 && !IsSilent(plc)).Select(plc => (Name(plc), Units(plc), plc.Since)));

    internal static IEnumerable<AlertSignal> Isolated(AlertInput input) =>
        Each(input, AlertKind.Isolated, state => state.IsIsolated ? [("", "every client is cut off", 0L)] : []);

    internal static IEnumerable<AlertSignal> ObserveTooLong(AlertInput input) => Each(
        input,
        AlertKind.ObserveTooLong,
        state => state.Mode != GuardModeText.Of(GuardMode.Enforce) ? [("", "it refuses nothing of what its policy forbids", 0L)] : []);

    internal static IEnumerable<AlertSignal> PolicyUnknown(AlertInput input)
    {
        // As long as nobody said which policies are known, none is unknown.
        if (input.KnownPolicies.Count == 0) return [];
        return Each(input, AlertKind.PolicyUnknown, state => state.PolicyHash.Length > 0 && !input.KnownPolicies.Contains(state.PolicyHash)
            ? [(state.PolicyHash[..16], $"{PeerText.Clean(state.PolicyName)} version {state.PolicyVersion}, {state.PolicyHash[..16]}…", 0L)]
            : []);
    }

    /// <summary>The clock: what an event told, and what can be seen of its counters.</summary>
    internal static IEnumerable<AlertSignal> ClockWrong(AlertInput input) =>
        EventConditions.Latched(input, AlertKind.ClockWrong)
            .Concat(input.Modules.Select(module => Drift(input, module)).OfType<AlertSignal>());

    private static AlertSignal? Drift(AlertInput input, ModuleView module)
    {
        if (module.Metrics is not { Utc: > 0 } metrics || !input.Presence.IsPresent(module)) return null;
        long off = metrics.Utc - module.MetricsAt;
        if (Math.Abs(off) <= MostClockErrorMs) return null;
        string where = off < 0 ? "behind" : "ahead of";
        return new AlertSignal(module.Site, module.Name, "drift", $"{Math.Abs(off) / 1000} s {where} this computer");
    }

    private static bool IsSilent(PlcReport plc) => plc.IsTrouble && plc.State != PlcStateText.Name(PlcState.Answers)
        && plc.State != PlcStateText.Name(PlcState.Unknown);

    private static string Name(PlcReport plc) => PeerText.Clean(plc.Name);

    private static string Units(PlcReport plc)
    {
        string units = string.Join(", ", plc.SilentUnits.Take(10)) + (plc.SilentUnits.Count > 10 ? " …" : "");
        return $"unit{(plc.SilentUnits.Count > 1 ? "s" : "")} {units} of {Name(plc)}";
    }

    private static IEnumerable<AlertSignal> Each(
        AlertInput input, AlertKind kind, Func<StateReport, IEnumerable<(string Subject, string Detail, long Since)>> read)
    {
        foreach (ModuleView module in input.Modules)
        {
            if (module.State is { IsWhole: true } state && input.Presence.IsPresent(module))
            {
                foreach ((string subject, string detail, long since) in read(state))
                {
                    yield return new AlertSignal(module.Site, module.Name, subject, detail) { Since = since };
                }
            }
            else if (input.IsOn(kind, module.Site, module.Name))
            {
                yield return new AlertSignal(module.Site, module.Name, AnySubject, "") { Kind = SignalKind.Unknown };
            }
        }
    }

    /// <summary>Of all subjects of a module nobody can say.</summary>
    internal const string AnySubject = "*";
}
