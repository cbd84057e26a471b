using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central.Tests;

/// <summary>A row: what a rule looks at, and all that it says of it, nothing where it is not raised. Rows stand at the edges of their
/// rule.</summary>
/// <param name="Kind">Of which rule.</param>
/// <param name="Name">What is so.</param>
/// <param name="Look">What the rule sees.</param>
/// <param name="Says">What it says; see <see cref="Text"/>.</param>
internal sealed record AlertEdge(AlertKind Kind, string Name, Func<AlertInput> Look, string Says)
{
    internal const long Now = 1_800_000_000_000;
    internal const string Site = "plant-7";
    internal const string Known = "1111111111111111111111111111111111111111111111111111111111111111";

    // This console runs for a day.
    private const long StartedAt = Now - 86_400_000;

    internal static IReadOnlyList<AlertEdge> All { get; } =
    [
        .. Presence(), .. PlcsAndUnits(), .. States(), .. Clocks(), .. Streams(), .. Findings(), .. ThisConsole(), .. AlertEventEdges.All(),
    ];

    /// <summary>What a rule says: of whom, of what of it, and unless it just holds which kind of signal, since how many seconds, how often;
    /// then the words.</summary>
    internal static string Text(AlertSignal signal)
    {
        string kind = signal.Kind == SignalKind.Holds ? "" : " " + signal.Kind.ToString().ToLowerInvariant();
        string since = signal.Since == 0 ? "" : $" {(signal.Since - Now) / 1000} s";
        string times = signal.Times == 0 ? "" : $" x{signal.Times}";
        string subject = signal.Subject.Length == 0 ? "" : $" [{signal.Subject}]";
        return $"{signal.Site}/{signal.Module}{subject}{kind}{since}{times}: {signal.Detail}";
    }

    internal static AlertInput In(params ModuleView[] modules) => InSince(StartedAt, modules);

    private static AlertInput InSince(long startedAt, params ModuleView[] modules) => new()
    {
        Now = Now,
        Modules = modules,
        Presence = new FleetPresence(modules, Now, startedAt),
    };

    internal static ModuleView There(string name = "pump-3", string site = Site) => new(site, name)
    {
        HeardAt = Now - 1000,
        StateAt = Now - 5000,
        State = new StateReport
        {
            IsOnline = true,
            IsWhole = true,
            Mode = "enforce",
            PolicyName = "pumps",
            PolicyVersion = 7,
            PolicyHash = Known,
        },
    };

    private static ModuleView Gone(string name = "pump-3", string site = Site, bool isStopped = false, long ms = 200_000) =>
        new(site, name) { HeardAt = Now - 10, StateAt = Now - ms, State = new StateReport { IsStopped = isStopped } };

    private static ModuleView Unheard(long ms) => There() with { HeardAt = Now - ms, StateAt = Now - 900_000 };

    private static ModuleView[] Fleet(int gone, int there, string site = Site) =>
    [
        .. Enumerable.Range(1, gone).Select(i => Gone($"gone-{i}", site)),
        .. Enumerable.Range(1, there).Select(i => There($"there-{i}", site)),
    ];

    private static AlertInput IsOn(AlertInput input, AlertKind kind, string site = "", string module = "") =>
        input with { IsOn = (asked, ofSite, ofModule) => (asked, ofSite, ofModule) == (kind, site, module) };

    private static IEnumerable<AlertEdge> Presence()
    {
        ModuleView[] others = Fleet(0, 3);
        const AlertKind Broker = AlertKind.BrokerAway;
        yield return new(Broker, "all of two sites", () => In([.. Fleet(2, 0), .. Fleet(2, 0, "plant-8")]),
            "/: 4 of 4 modules of 2 sites are silent");
        yield return new(Broker, "all of one site", () => In(Fleet(4, 0)), "");
        yield return new(Broker, "three are enough", () => In([.. Fleet(2, 0), .. Fleet(1, 0, "plant-8")]),
            "/: 3 of 3 modules of 2 sites are silent");
        yield return new(Broker, "two are not", () => In([.. Fleet(1, 0), .. Fleet(1, 0, "plant-8")]), "");
        yield return new(Broker, "19 of 20", () => In([.. Fleet(18, 1), .. Fleet(1, 0, "plant-8")]),
            "/: 19 of 20 modules of 2 sites are silent");
        yield return new(Broker, "37 of 39", () => In([.. Fleet(36, 2), .. Fleet(1, 0, "plant-8")]), "");
        yield return new(Broker, "of one site nobody", () => In([.. Fleet(39, 0), .. Fleet(0, 1, "plant-8")]), "");
        yield return new(Broker, "the broker says why",
            () => In([.. Fleet(2, 0), .. Fleet(2, 0, "plant-8")]) with { BrokerTrouble = "gone" }, "/: the broker: gone");

        const AlertKind Silent = AlertKind.SiteSilent;
        yield return new(Silent, "three of five", () => In(Fleet(3, 2)), "plant-7/: 3 of 5 modules are silent");
        yield return new(Silent, "two of four", () => In(Fleet(2, 2)), "");
        yield return new(Silent, "two of three", () => In(Fleet(2, 1)), "plant-7/: 2 of 3 modules are silent");
        yield return new(Silent, "the only one", () => In(Fleet(1, 0)), "");
        yield return new(Silent, "one of two sites", () => In([.. Fleet(2, 0), .. Fleet(0, 2, "plant-8")]),
            "plant-7/: 2 of 2 modules are silent");
        yield return new(Silent, "everywhere", () => In([.. Fleet(2, 0), .. Fleet(2, 0, "plant-8")]),
            "plant-7/ withheld: 2 of 2 modules are silent\nplant-8/ withheld: 2 of 2 modules are silent");
        yield return new(Silent, "the broker is away", () => In(Fleet(3, 2)) with { BrokerTrouble = "gone" },
            "plant-7/ withheld: 3 of 5 modules are silent");
        yield return new(Silent, "that goes on", () => IsOn(In(Fleet(3, 2)), Broker), "plant-7/ withheld: 3 of 5 modules are silent");

        const AlertKind Module = AlertKind.ModuleSilent;
        const string Broke = "plant-7/pump-3 -200 s: its connection broke";
        const string Withheld = "plant-7/pump-3 withheld -200 s: its connection broke";
        yield return new(Module, "its connection broke", () => In([Gone(), .. others]), Broke);
        yield return new(Module, "it is there", () => In(There()), "");
        yield return new(Module, "it said nothing of itself yet", () => In(There() with { State = null }), "");
        yield return new(Module, "it said goodbye", () => In(Gone(isStopped: true, ms: 600_000)), "");
        yield return new(Module, "it said goodbye, and stays away", () => In(Gone(isStopped: true, ms: 600_001)),
            "plant-7/pump-3 -600 s: it said goodbye and did not come back");
        yield return new(Module, "not heard", () => In(Unheard(180_000)), "");
        yield return new(Module, "not heard for longer", () => In(Unheard(180_001)),
            "plant-7/pump-3 -180 s: it says nothing, and its connection did not end");
        yield return new(Module, "its site is silent", () => In(Gone(), Gone("pump-4")),
            Withheld + "\nplant-7/pump-4 withheld -200 s: its connection broke");
        yield return new(Module, "that goes on", () => IsOn(In([Gone(), .. others]), Silent, Site), Withheld);
        yield return new(Module, "that of another goes on", () => IsOn(In([Gone(), .. others]), Silent, "plant-8"), Broke);
        yield return new(Module, "no broker", () => In([Gone(), .. others]) with { BrokerTrouble = "gone" }, Withheld);
        yield return new(Module, "no broker, until now", () => IsOn(In([Gone(), .. others]), Broker), Withheld);
        yield return new(Module, "everywhere, of its site half",
            () => In([Gone(), There("pump-4"), .. Fleet(60, 0, "plant-8")]) with { Modules = [Gone()] }, Withheld);
        yield return new(Module, "not heard since a start", () => InSince(Now - 180_000, Unheard(500_000)), "plant-7/pump-3 unknown: ");
        yield return new(Module, "nor for longer", () => InSince(Now - 180_001, Unheard(500_000)),
            "plant-7/pump-3 -500 s: it says nothing, and its connection did not end");
        yield return new(Module, "away before a start", () => InSince(Now - 180_000, Gone() with { HeardAt = Now - 200_000 }),
            "plant-7/pump-3 unknown: ");
        yield return new(Module, "and for longer", () => InSince(Now - 180_001, Gone() with { HeardAt = Now - 200_000 }), Broke);
        yield return new(Module, "away since a start", () => InSince(Now - 100_000, Gone(ms: 50_000)),
            "plant-7/pump-3 -50 s: its connection broke");
    }

    private static ModuleView With(Func<StateReport, StateReport> change) => There() with { State = change(There().State!) };

    private static ModuleView Plc(string state, bool isTrouble, params int[] silentUnits) => With(
        told => told with { Plcs = [new PlcReport("PLC", state, isTrouble, Now - 40_000, silentUnits)] });

    private static IEnumerable<AlertEdge> PlcsAndUnits()
    {
        const AlertKind Plcs = AlertKind.PlcSilent;
        yield return new(Plcs, "it does not answer", () => In(Plc("silent", true)), "plant-7/pump-3 [PLC] -40 s: PLC: silent");
        yield return new(Plcs, "a state that is not known here", () => In(Plc("state-99", true)),
            "plant-7/pump-3 [PLC] -40 s: PLC: state-99");
        yield return new(Plcs, "it answers, units do not", () => In(Plc("answers", true, 7)), "");
        yield return new(Plcs, "not asked yet", () => In(Plc("unknown", true)), "");
        yield return new(Plcs, "released", () => In(Plc("released", false)), "");
        foreach (AlertEdge edge in OfWhomNobodyCanSay(Plcs, Plc("silent", true))) yield return edge;

        const AlertKind Units = AlertKind.UnitSilent;
        yield return new(Units, "one", () => In(Plc("answers", true, 7)), "plant-7/pump-3 [PLC] -40 s: unit 7 of PLC");
        yield return new(Units, "eleven", () => In(Plc("answers", true, [.. Enumerable.Range(1, 11)])),
            "plant-7/pump-3 [PLC] -40 s: units 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … of PLC");
        yield return new(Units, "none", () => In(Plc("answers", false)), "");
        yield return new(Units, "their PLC too", () => In(Plc("silent", true, 7)), "");
        foreach (AlertEdge edge in OfWhomNobodyCanSay(Units, Plc("answers", true, 7))) yield return edge;
    }

    // What a module says of itself is not said of one that is away, and an alert goes on that went on.
    private static IEnumerable<AlertEdge> OfWhomNobodyCanSay(AlertKind kind, ModuleView raising)
    {
        const string Unknown = "plant-7/pump-3 [*] unknown: ";
        ModuleView away = raising with { State = raising.State! with { IsOnline = false } };
        ModuleView bye = away with { State = away.State! with { IsStopped = true } };
        ModuleView partly = raising with { State = raising.State! with { IsWhole = false } };
        ModuleView unheard = raising with { HeardAt = Now - 180_001 };
        (string, ModuleView)[] ways = [("away", away), ("said goodbye", bye), ("told in part", partly), ("not heard", unheard)];
        foreach ((string name, ModuleView module) in ways)
        {
            yield return new(kind, name, () => In(module), "");
            yield return new(kind, name + ", and it was so", () => IsOn(In(module), kind, Site, "pump-3"), Unknown);
            yield return new(kind, name + ", of another it was so", () => IsOn(In(module), kind, Site, "pump-4"), "");
        }
        yield return new(kind, "this console begins, and it was so",
            () => IsOn(InSince(Now - 100_000, raising with { HeardAt = Now - 500_000 }), kind, Site, "pump-3"), Unknown);
    }

    private static IEnumerable<AlertEdge> States()
    {
        ModuleView isolated = With(state => state with { IsIsolated = true });
        yield return new(AlertKind.Isolated, "it is", () => In(isolated), "plant-7/pump-3: every client is cut off");
        yield return new(AlertKind.Isolated, "it is not", () => In(There()), "");
        foreach (AlertEdge edge in OfWhomNobodyCanSay(AlertKind.Isolated, isolated)) yield return edge;

        ModuleView observes = With(state => state with { Mode = "observe" });
        yield return new(AlertKind.ObserveTooLong, "it observes", () => In(observes),
            "plant-7/pump-3: it refuses nothing of what its policy forbids");
        yield return new(AlertKind.ObserveTooLong, "it enforces", () => In(There()), "");
        foreach (AlertEdge edge in OfWhomNobodyCanSay(AlertKind.ObserveTooLong, observes)) yield return edge;

        const AlertKind Unknown = AlertKind.PolicyUnknown;
        var another = new HashSet<string> { new('2', 64) };
        yield return new(Unknown, "another is known", () => In(There()) with { KnownPolicies = another },
            "plant-7/pump-3 [1111111111111111]: pumps version 7, 1111111111111111…");
        yield return new(Unknown, "it is known", () => In(There()) with { KnownPolicies = new HashSet<string>(another) { Known } }, "");
        yield return new(Unknown, "nobody said which are known", () => In(There()), "");
        yield return new(Unknown, "it has none",
            () => In(With(state => state with { PolicyHash = "" })) with { KnownPolicies = another }, "");
    }

    private static ModuleView Clock(long off) => There() with
    {
        // Told before: the difference is that of when it was told.
        MetricsAt = Now - 10_000,
        Metrics = new MetricsReport(1, 1, off == 0 ? 0 : Now - 10_000 + off, new Dictionary<string, long>()),
    };

    private static IEnumerable<AlertEdge> Clocks()
    {
        const AlertKind Wrong = AlertKind.ClockWrong;
        yield return new(Wrong, "ahead", () => In(Clock(30_001)), "plant-7/pump-3 [drift]: 30 s ahead of this computer");
        yield return new(Wrong, "behind", () => In(Clock(-30_001)), "plant-7/pump-3 [drift]: 30 s behind this computer");
        yield return new(Wrong, "ahead by no more than it may", () => In(Clock(30_000)), "");
        yield return new(Wrong, "behind by no more", () => In(Clock(-30_000)), "");
        yield return new(Wrong, "not set", () => In(Clock(0)), "");
        yield return new(Wrong, "it said goodbye", () => Away(isStopped: true), "");
        yield return new(Wrong, "away", () => Away(isStopped: false), "");

        AlertInput Away(bool isStopped) =>
            In(Gone(isStopped: isStopped) with { Metrics = Clock(90_000).Metrics, MetricsAt = Now - 10_000 });
    }

    private static AlertInput Missing(params (string Module, long Ms, long Count)[] gaps) => In() with
    {
        Gaps = [.. gaps.Select(gap => new Gap(Site, gap.Module, "00", 1, 5, 4 + gap.Count, default!, Now - gap.Ms))],
    };

    private static IEnumerable<AlertEdge> Streams()
    {
        const AlertKind Gaps = AlertKind.StreamGap;
        yield return new(Gaps, "it may come late", () => Missing(("pump-3", 599_999, 3)), "");
        yield return new(Gaps, "it is late", () => Missing(("pump-3", 600_000, 3)), "plant-7/pump-3 -600 s: 3 events never arrived");
        yield return new(Gaps, "almost a day", () => Missing(("pump-3", 86_399_000, 3)), "plant-7/pump-3 -86399 s: 3 events never arrived");
        yield return new(Gaps, "a day: that is no news", () => Missing(("pump-3", 86_400_000, 3)), "");
        yield return new(Gaps, "several of one module and of two", () => Missing(("a", 700_000, 3), ("a", 900_000, 4), ("b", 800_000, 1)),
            "plant-7/a -900 s: 7 events never arrived\nplant-7/b -800 s: 1 events never arrived");
    }

    private static Finding Found(FindingKind kind, long ms = 1000, string module = "pump-3", string detail = "this") =>
        new(kind, Site, module, "subject", detail, Now - 3_600_000, Now - ms, 2);

    private static IEnumerable<AlertEdge> Findings()
    {
        Dictionary<FindingKind, AlertKind> told = new()
        {
            [FindingKind.SealWrong] = AlertKind.ChainBroken,
            [FindingKind.ChainBroken] = AlertKind.ChainBroken,
            [FindingKind.Conflict] = AlertKind.ChainBroken,
            [FindingKind.Scattered] = AlertKind.ChainBroken,
            [FindingKind.BootWentBack] = AlertKind.BootWentBack,
            [FindingKind.BootsMissing] = AlertKind.BootWentBack,
            [FindingKind.StreamTwice] = AlertKind.StreamTwice,
            [FindingKind.ForeignTopic] = AlertKind.StreamTwice,
            [FindingKind.FileDamaged] = AlertKind.StorageTrouble,
            [FindingKind.ClockWentBack] = AlertKind.StorageTrouble,
        };
        foreach (AlertKind rule in told.Values.Distinct())
        {
            foreach (FindingKind kind in Enum.GetValues<FindingKind>())
            {
                bool isTold = told.GetValueOrDefault(kind) == rule;
                string says = isTold ? $"plant-7/pump-3 -3600 s: {FindingText.Words(kind)}: this" : "";
                yield return new(rule, "found: " + kind, () => In() with { Findings = [Found(kind)] }, says);
            }
        }
        const FindingKind One = FindingKind.Conflict;
        const AlertKind Broken = AlertKind.ChainBroken;
        string words = FindingText.Words(One);
        yield return new(Broken, "a while ago", () => In() with { Findings = [Found(One, 599_999)] },
            $"plant-7/pump-3 -3600 s: {words}: this");
        yield return new(Broken, "longer ago", () => In() with { Findings = [Found(One, 600_000)] }, "");
        yield return new(Broken, "of one module the last, and of two",
            () => In() with
            {
                Findings = [Found(One, 9000, detail: "first"), Found(One, 8000, detail: "last"), Found(One, module: "pump-4")],
            },
            $"plant-7/pump-3 -3600 s: {words}: last\nplant-7/pump-4 -3600 s: {words}: this");
    }

    private static AlertInput Disk(string trouble, long free) => In() with { Status = new ArchiveStatus(trouble, 0, 0, "", free) };

    private static IEnumerable<AlertEdge> ThisConsole()
    {
        const AlertKind Storage = AlertKind.StorageTrouble;
        yield return new(Storage, "nothing can be stored", () => Disk("the disk is full", long.MaxValue), "/ [store]: the disk is full");
        yield return new(Storage, "less than a gigabyte", () => Disk("", (1L << 30) - 1),
            "/ [disk]: 1073 MB left on the disk of the archive");
        yield return new(Storage, "a gigabyte", () => Disk("", 1L << 30), "");
        yield return new(Storage, "both", () => Disk("the disk is full", 0),
            "/ [disk]: 0 B left on the disk of the archive\n/ [store]: the disk is full");

        const AlertKind Lost = AlertKind.NotificationLost;
        yield return new(Lost, "three", () => Notices(3), "/ [mail] x3: 3 notifications by mail were dropped");
        yield return new(Lost, "none", () => Notices(0), "");

        AlertInput Notices(long mail) => In() with
        {
            LostNotifications = new Dictionary<string, long> { ["mail"] = mail, ["syslog"] = 0 },
        };
    }
}
