using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Central.Tests;

/// <summary>A row for a kind of alert: what raises it, and what is like that and does not.</summary>
internal sealed record AlertCase(AlertKind Kind, Action<AlertConsole> Raises, Action<AlertConsole> DoesNot)
{
    internal static readonly IReadOnlyList<AlertCase> All =
    [
        new(AlertKind.ModuleSilent, console => OneOf(console, 200), console => OneOf(console, 60)),
        new(AlertKind.SiteSilent, console => AllOf(console, "plant-7", ["plant-7", "plant-8"]), console => OneOf(console, 60)),
        new(AlertKind.BrokerAway, console => AllOf(console, "", ["plant-7", "plant-8"]), console => AllOf(console, "", ["plant-7"], 50)),
        new(AlertKind.PlcSilent, console => Plc(console, PlcState.Silent), console => Plc(console, PlcState.Released)),
        new(AlertKind.UnitSilent, console => Plc(console, PlcState.Answers, 7, 9), console => Plc(console, PlcState.Answers)),
        new(AlertKind.RefusalBurst, console => Refuse(console, 150, 0), RefuseOverTime),
        new(AlertKind.HandshakeBurst, console => Knock(console, 30, 1), console => Knock(console, 29, 1)),
        new(AlertKind.Scan, console => Try(console, ScanWatch.Units), console => Try(console, ScanWatch.Units - 1)),
        new(AlertKind.Bypass, console => Say(console, EventCode.Bypassed), console => Say(console, EventCode.BypassRefused)),
        new(AlertKind.CaseOpen, console => Say(console, EventCode.CaseOpened), console => Say(console, EventCode.CaseClosed)),
        new(AlertKind.Isolated, console => Isolate(console, true), console => Isolate(console, false)),
        new(AlertKind.ObserveTooLong, console => Observe(console, 9), console => Observe(console, 7)),
        new(AlertKind.UnsafeListener, console => Come(console, SimulatedClients.Plain), console => Come(console, SimulatedClients.Scada)),
        new(AlertKind.CredentialEnding, console => Say(console, EventCode.CredentialEnding, 5, 6),
            console => Say(console, EventCode.CredentialInstalled, 1)),
        new(AlertKind.ClockWrong, console => Say(console, EventCode.ClockRefused, 3, 9000), SetClockAtOnce),
        new(AlertKind.StreamGap, console => Lose(console, isLate: false), console => Lose(console, isLate: true)),
        new(AlertKind.ChainBroken, console => Find(console, FindingKind.ChainBroken), console => Find(console, FindingKind.Unreadable)),
        new(AlertKind.BootWentBack, console => Find(console, FindingKind.BootWentBack), console => Find(console, FindingKind.Unreadable)),
        new(AlertKind.StreamTwice, console => Share(console, "same"), console => Share(console, "")),
        new(AlertKind.SelfTestFailed, console => Say(console, EventCode.SelfTested, 2, 14),
            console => Say(console, EventCode.SelfTested, 0, 14)),
        new(AlertKind.PolicyUnknown, console => Know(console, "another"), console => Know(console, AlertConsole.PolicyHash)),
        new(AlertKind.StorageTrouble, console => Find(console, FindingKind.FileDamaged, ""),
            console => Find(console, FindingKind.FileDropped, "")),
        new(AlertKind.NotificationLost, console => LoseNotifications(console, 3), console => LoseNotifications(console, 0)),
    ];

    private static SimulatedModule[] Site(AlertConsole console, string site) =>
        [.. Enumerable.Range(1, 4).Select(i => console.Module($"pump-{i}", site))];

    private static void OneOf(AlertConsole console, int seconds)
    {
        SimulatedModule[] site = Site(console, AlertConsole.Site);
        console.Leave(site[0]);
        console.Seconds(seconds, [.. site.Skip(1)]);
    }

    private static void AllOf(AlertConsole console, string away, string[] sites, int seconds = 200)
    {
        SimulatedModule[] all = [.. sites.SelectMany(site => Site(console, site))];
        SimulatedModule[] left = [.. all.Where(module => away.Length == 0 || module.Identity.Site == away)];
        foreach (SimulatedModule module in left) console.Leave(module);
        console.Seconds(seconds, [.. all.Except(left)]);
    }

    private static void Plc(AlertConsole console, PlcState state, params byte[] silentUnits)
    {
        SimulatedModule module = console.Module();
        module.Plc.Set(state, console.Now, silentUnits);
        console.Seconds(60, module);
    }

    private static void Refuse(AlertConsole console, int times, int secondsBetween)
    {
        SimulatedModule module = console.Module();
        for (int i = 0; i < times; i++)
        {
            module.Raise(SimulatedClients.Refused(1, FunctionCode.ReadHoldingRegisters, 400, Refusal.Address), SimulatedClients.Scada);
            console.Time.Now += TimeSpan.FromSeconds(secondsBetween);
        }
        console.Seconds(10, module);
    }

    // Kept back for an hour, and told at once: nothing happened fast.
    private static void RefuseOverTime(AlertConsole console) => Refuse(console, 300, 12);

    private static void Knock(AlertConsole console, int times, int addresses)
    {
        SimulatedModule module = console.Module();
        for (int i = 0; i < times; i++)
        {
            EventRecord refused = SimulatedClients.Of(EventCode.HandshakeRefused, (int)HandshakeFault.NoCertificate);
            module.Raise(refused, SimulatedClients.Stranger(i % addresses));
        }
        console.Seconds(10, module);
    }

    private static void Try(AlertConsole console, int units)
    {
        SimulatedModule module = console.Module();
        for (int i = 0; i < 40; i++)
        {
            module.Raise(SimulatedClients.Refused((byte)(i % units), 3, 400, Refusal.Unit), SimulatedClients.Contractor);
        }
        console.Seconds(10, module);
    }

    private static void Say(AlertConsole console, EventCode code, int a = 0, int b = 0)
    {
        SimulatedModule module = console.Module();
        module.Raise(SimulatedClients.Of(code, a, b));
        console.Seconds(90, module);
    }

    private static void SetClockAtOnce(AlertConsole console)
    {
        SimulatedModule module = console.Module();
        module.Raise(SimulatedClients.Of(EventCode.ClockRefused, 3, 9000));
        console.Seconds(30, module);
        module.Raise(SimulatedClients.Of(EventCode.ClockSet, 2));
        console.Seconds(90, module);
    }

    private static void Isolate(AlertConsole console, bool isIsolated)
    {
        SimulatedModule module = console.Module();
        module.Status.SetIsolated(isIsolated);
        console.Seconds(10, module);
    }

    private static void Observe(AlertConsole console, int hours)
    {
        SimulatedModule module = console.Module();
        module.SetPolicy(AlertConsole.PolicyHash, GuardMode.Observe);
        console.Pass(TimeSpan.FromHours(hours), module);
    }

    private static void Come(AlertConsole console, Peer peer)
    {
        SimulatedModule module = console.Module(isUnsafe: true);
        module.Raise(SimulatedClients.Of(EventCode.SessionOpened), peer);
        console.Seconds(10, module);
    }

    private static void Lose(AlertConsole console, bool isLate)
    {
        SimulatedModule module = console.Module();
        module.Raise(SimulatedClients.Of(EventCode.BrokerConnected, 2));
        byte[] late = module.NextBatch()!;
        module.Sent();
        module.Raise(SimulatedClients.Of(EventCode.BrokerConnected, 3));
        console.Seconds(60, module);
        if (isLate) console.Tell(module.Topics.Events, late);
        console.Seconds(660, module);
    }

    private static void Find(AlertConsole console, FindingKind kind, string site = AlertConsole.Site)
    {
        SimulatedModule module = console.Module();
        console.Archive.Note(kind, site, site.Length > 0 ? "pump-3" : "", "subject", "detail");
        console.Seconds(20, module);
    }

    private static void Share(AlertConsole console, string key)
    {
        SimulatedModule first = console.Module("pump-1", key: key);
        SimulatedModule second = console.Module("pump-2", key: key);
        console.Seconds(10, first, second);
    }

    private static void Know(AlertConsole console, string hash)
    {
        console.Known.Add(hash);
        console.Seconds(10, console.Module());
    }

    private static void LoseNotifications(AlertConsole console, int count)
    {
        console.Put(notices => notices.Lose("mail", count));
        console.Seconds(10, console.Module());
    }
}
