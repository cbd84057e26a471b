using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Central.Tests;

/// <summary>The edges of the rules that follow events: what begins and ends something, and how many are a burst or a scan.</summary>
internal static class AlertEventEdges
{
    private const long Now = AlertEdge.Now;
    private const string Module = "plant-7/pump-3";

    private static readonly Peer Client = SimulatedClients.Contractor;

    internal static IEnumerable<AlertEdge> All() =>
        [.. Lasting(), .. Others(), .. Times(), .. Plain(), .. Refusals(), .. Handshakes(), .. Scans(), .. Explained()];

    // An event so many milliseconds from now, at its module and here.
    private static StoredEvent At(long ms, EventRecord record, Peer? peer = null, string module = "pump-3", string site = AlertEdge.Site)
    {
        var bytes = new byte[EventRecord.Size];
        record.Sequence = 1;
        record.Encode(bytes, 0);
        var own = new EventRecord();
        Assert.IsTrue(own.Decode(bytes, 0));
        own.Utc = Now + ms;
        own.Trust = ClockTrust.Trusted;
        return new StoredEvent(site, module, own, peer, Now + ms);
    }

    private static EventRecord Of(EventCode code, int a = 0, int repeats = 1) => new() { Code = code, A = a, B = 9, Repeats = repeats };

    private static EventRecord Refused(byte unit = 1, byte function = 3, int address = 7, int quantity = 1, int repeats = 1) => new()
    {
        Code = EventCode.RequestRefused,
        Reason = Refusal.Address,
        Unit = unit,
        Function = function,
        Address = address,
        Quantity = quantity,
        Repeats = repeats,
    };

    private static EventRecord Knocked(int repeats) =>
        new() { Code = EventCode.HandshakeRefused, A = (int)HandshakeFault.NoCertificate, Repeats = repeats };

    /// <summary>What rules see after these events, in one round.</summary>
    private static AlertInput Told(params StoredEvent[] events) => Rounds(events);

    /// <summary>Likewise, of the last of several rounds.</summary>
    private static AlertInput Rounds(params StoredEvent[][] rounds)
    {
        var facts = new EventFacts();
        for (int i = 0; i < rounds.Length; i++)
        {
            if (i > 0) facts.EndRound(rounds[i].Length > 0 ? rounds[i][0].ReceivedAt : Now);
            foreach (StoredEvent told in rounds[i]) facts.Take(told);
        }
        return AlertEdge.In() with { Latches = facts.Latches, Occurrences = facts.Occurrences };
    }

    private static string Words(EventRecord record) => EventText.Text(record, null);

    // Each event that begins something, each that ends it, and one that is like those and does not.
    private static IEnumerable<AlertEdge> Lasting()
    {
        (AlertKind Kind, EventRecord[] Begin, EventRecord[] End, EventRecord Not)[] rows =
        [
            (AlertKind.Bypass, [Of(EventCode.Bypassed)], [Of(EventCode.BypassEnded), Of(EventCode.ModuleStarted)],
                Of(EventCode.BypassRefused)),
            (AlertKind.CaseOpen, [Of(EventCode.CaseOpened)], [Of(EventCode.CaseClosed), Of(EventCode.ModuleStarted)],
                Of(EventCode.BypassEnded)),
            (AlertKind.CredentialEnding, [Of(EventCode.CredentialEnding), Of(EventCode.CredentialEnded)],
                [Of(EventCode.CredentialInstalled), Of(EventCode.TrustChanged), Of(EventCode.ModuleStarted)], Of(EventCode.ClockSet)),
            (AlertKind.ClockWrong, [Of(EventCode.ClockRefused), Of(EventCode.ClockNotTrusted)],
                [Of(EventCode.ClockSet), Of(EventCode.ClockFollowed), Of(EventCode.ModuleStarted)], Of(EventCode.CredentialInstalled)),
            (AlertKind.SelfTestFailed, [Of(EventCode.SelfTested, 1), Of(EventCode.SelfTested, 9)], [Of(EventCode.SelfTested)],
                Of(EventCode.ModuleStarted)),
        ];
        foreach ((AlertKind kind, EventRecord[] begins, EventRecord[] ends, EventRecord not) in rows)
        {
            foreach (EventRecord begin in begins)
            {
                string says = $"{Module} -60 s: {Words(begin)}";
                string name = $"{begin.Code} {begin.A}";
                yield return new(kind, name, () => Told(At(-60_000, begin)), says);
                yield return new(kind, name + ", and a round later", () => Rounds([At(-60_000, begin)], []), says);
                yield return new(kind, $"{name}, then {not.Code}", () => Rounds([At(-60_000, begin)], [At(-9000, not)]), says);
                foreach (EventRecord end in ends)
                {
                    yield return new(kind, $"{name}, then {end.Code}", () => Rounds([At(-60_000, begin)], [At(-9000, end)]), "");
                    yield return new(kind, $"{name} and {end.Code}", () => Told(At(-60_000, begin), At(-9000, end)), says);
                }
            }
            yield return new(kind, $"{not.Code} alone", () => Told(At(-60_000, not)), "");
            foreach (EventRecord end in ends) yield return new(kind, $"{end.Code} alone", () => Told(At(-60_000, end)), "");
        }
    }

    private static IEnumerable<AlertEdge> Others()
    {
        EventRecord begin = Of(EventCode.Bypassed);
        EventRecord end = Of(EventCode.BypassEnded);
        string says = $"{Module} -60 s: {Words(begin)}";
        yield return new(AlertKind.Bypass, "another module's ends",
            () => Rounds([At(-60_000, begin)], [At(-9000, end, null, "pump-4")]), says);
        yield return new(AlertKind.Bypass, "one of that name elsewhere ends",
            () => Rounds([At(-60_000, begin)], [At(-9000, end, site: "plant-8")]), says);
        yield return new(AlertKind.Bypass, "it is told again", () => Rounds([At(-60_000, begin)], [At(-9000, begin)]), says);
        yield return new(AlertKind.Bypass, "told again, ended before anybody looked: one that was told before is none anew",
            () => Rounds([At(-60_000, begin)], [At(-9000, begin), At(-8000, end)]), "");
        yield return new(AlertKind.Bypass, "told, looked at, ended",
            () => Rounds([At(-60_000, begin)], [], [At(-8000, end)]), "");
        EventRecord module = Of(EventCode.CredentialEnding, (int)CredentialKind.Module);
        EventRecord list = Of(EventCode.CredentialEnded, (int)CredentialKind.RevocationList);
        yield return new(AlertKind.CredentialEnding, "two of them", () => Told(At(-60_000, module), At(-9000, list)),
            $"{Module} [{CredentialKindText.Of(CredentialKind.Module)}] -60 s: {Words(module)}\n"
            + $"{Module} [{CredentialKindText.Of(CredentialKind.RevocationList)}] -9 s: {Words(list)}");
    }

    // The module's time where it can be believed, else that at which its event came.
    private static IEnumerable<AlertEdge> Times()
    {
        StoredEvent Said(long utc, ClockTrust trust = ClockTrust.Trusted)
        {
            StoredEvent stored = At(-50_000, Of(EventCode.Bypassed));
            stored.Record.Utc = utc;
            stored.Record.Trust = trust;
            return stored;
        }

        string Says(long seconds) => $"{Module} {seconds} s: {Words(Of(EventCode.Bypassed))}";
        yield return new(AlertKind.Bypass, "kept back", () => Told(Said(Now - 900_000)), Says(-900));
        yield return new(AlertKind.Bypass, "its clock is a minute ahead", () => Told(Said(Now + 10_000)), Says(10));
        yield return new(AlertKind.Bypass, "and more", () => Told(Said(Now + 10_001)), Says(-50));
        yield return new(AlertKind.Bypass, "its clock is not to be trusted", () => Told(Said(Now - 900_000, default)), Says(-50));
        yield return new(AlertKind.Bypass, "it has none", () => Told(Said(0)), Says(-50));
    }

    private static IEnumerable<AlertEdge> Plain()
    {
        const AlertKind Used = AlertKind.UnsafeListener;
        Peer plain = SimulatedClients.Plain;
        string by = $"by {PeerText.Text(plain)}";
        yield return new(Used, "once", () => Told(At(-60_000, Of(EventCode.SessionOpened), plain)), $"{Module} -60 s x1: {by}");
        yield return new(Used, "twice", () => Told(At(-60_000, Of(EventCode.SessionOpened), plain), At(-9000, Refused(), plain)),
            $"{Module} -60 s x2: {by}");
        yield return new(Used, "with a certificate", () => Told(At(-60_000, Of(EventCode.SessionOpened), Client)), "");
        yield return new(Used, "in the round before", () => Rounds([At(-60_000, Of(EventCode.SessionOpened), plain)], []), "");
    }

    private static string Burst(int sum, EventRecord last, Peer? peer, long seconds) =>
        $"{Module} {seconds} s: {sum} within a minute, the last: {EventText.Text(last, peer)}";

    private static IEnumerable<AlertEdge> Refusals()
    {
        const AlertKind Kind = AlertKind.RefusalBurst;
        StoredEvent Many(long ms, int times, string module = "pump-3") => At(ms, Refused(repeats: times), Client, module);

        string Says(int sum, int last, long seconds) => Burst(sum, Refused(repeats: last), Client, seconds);
        yield return new(Kind, "99", () => Told(Many(-60_000, 99)), "");
        yield return new(Kind, "100", () => Told(Many(-60_000, 100)), Says(100, 100, -60));
        yield return new(Kind, "of two modules 100", () => Told(Many(-60_000, 50), Many(-60_000, 50, "pump-4")), "");
        yield return new(Kind, "within a minute", () => Told(Many(-60_000, 50), Many(-1, 50)), Says(100, 50, 0));
        yield return new(Kind, "over a minute", () => Told(Many(-60_000, 50), Many(0, 50)), "");
        yield return new(Kind, "ten seconds apart, for a minute, 96",
            () => Told([.. Enumerable.Range(0, 6).Select(i => Many(-60_000 + i * 10_000, 16))]), "");
        yield return new(Kind, "and 102", () => Told([.. Enumerable.Range(0, 6).Select(i => Many(-60_000 + i * 10_000, 17))]),
            Says(102, 17, -10));
        yield return new(Kind, "and for ever", () => Told([.. Enumerable.Range(0, 60).Select(i => Many(-600_000 + i * 10_000, 16))]), "");
        yield return new(Kind, "some come late", () => Told(Many(-10_000, 60), Many(-60_000, 40)), Says(100, 40, -60));
        yield return new(Kind, "some come later than that", () => Told(Many(-10_000, 60), Many(-70_000, 60)), "");
        yield return new(Kind, "one comes late, and it goes on", () => Told(Many(-10_000, 60), Many(-60_000, 1), Many(-10_000, 40)),
            Says(101, 40, -10));
        yield return new(Kind, "other refusals count", () => Told(At(-60_000, Of(EventCode.SessionRefused, 0, 100), Client)),
            Burst(100, Of(EventCode.SessionRefused, 0, 100), Client, -60));
        yield return new(Kind, "what is no refusal does not", () => Told(At(-60_000, Of(EventCode.SessionOpened, 0, 100), Client)), "");
        yield return new(Kind, "handshakes do not", () => Told(At(-60_000, Knocked(100), Client)), "");
        // Kept back, and told ten minutes apart: after that it is forgotten what came of the same minute.
        yield return new(Kind, "kept back, in two rounds", () => Rounds([Kept(-600_000)], [Kept(0)]), Says(120, 60, -900));
        yield return new(Kind, "kept back, and told later than that", () => Rounds([Kept(-600_001)], [Kept(0)]), "");

        StoredEvent Kept(long ms) => Many(-900_000, 60) with { ReceivedAt = Now + ms };
    }

    private static IEnumerable<AlertEdge> Handshakes()
    {
        const AlertKind Kind = AlertKind.HandshakeBurst;
        StoredEvent Knock(long ms, int times) => At(ms, Knocked(times), SimulatedClients.Stranger(1));

        string Says(int sum, int last, long seconds) =>
            Burst(sum, Knocked(last), SimulatedClients.Stranger(1), seconds);
        yield return new(Kind, "29", () => Told(Knock(-60_000, 29)), "");
        yield return new(Kind, "30", () => Told(Knock(-60_000, 30)), Says(30, 30, -60));
        yield return new(Kind, "within a minute", () => Told(Knock(-60_000, 15), Knock(-1, 15)), Says(30, 15, 0));
        yield return new(Kind, "over a minute", () => Told(Knock(-60_000, 15), Knock(0, 15)), "");
        yield return new(Kind, "refused requests", () => Told(At(-60_000, Refused(repeats: 30), Client)), "");
    }

    private static StoredEvent[] Each(int count, Func<int, EventRecord> record, long everyMs = 0, Peer? peer = null) =>
        [.. Enumerable.Range(0, count).Select(i => At(-120_000 + i * everyMs, record(i), peer ?? Client))];

    private static IEnumerable<AlertEdge> Scans()
    {
        const AlertKind Kind = AlertKind.Scan;
        string Says(string what, long seconds = -120) => $"{Module} {seconds} s: {PeerText.Text(Client)}: {what} refused within a minute";

        EventRecord Unit(int i) => Refused(unit: (byte)i);

        EventRecord Session(int i) => new() { Code = EventCode.SessionRefused, Unit = (byte)i };

        yield return new(Kind, "4 units", () => Told(Each(4, Unit)), "");
        yield return new(Kind, "5 units", () => Told(Each(5, Unit)), Says("5 units"));
        yield return new(Kind, "3 functions", () => Told(Each(3, i => Refused(function: (byte)(i + 1)))), "");
        yield return new(Kind, "4 functions", () => Told(Each(4, i => Refused(function: (byte)(i + 1)))), Says("4 functions"));
        yield return new(Kind, "15 ranges", () => Told(Each(15, i => Refused(address: i))), "");
        yield return new(Kind, "16 ranges", () => Told(Each(16, i => Refused(address: i))), Says("16 ranges"));
        yield return new(Kind, "16 ranges from one address", () => Told(Each(16, i => Refused(quantity: i + 1))), Says("16 ranges"));
        yield return new(Kind, "40 units are many", () => Told(Each(40, Unit)), Says("5 units"));
        yield return new(Kind, "5 units of two clients",
            () => Told([.. Each(3, Unit), .. Each(5, Unit, 0, SimulatedClients.Scada)[3..]]), "");
        yield return new(Kind, "5 units of two modules",
            () => Told([.. Each(3, Unit), .. Each(5, Unit)[3..].Select(stored => stored with { Module = "pump-4" })]), "");
        yield return new(Kind, "refused sessions", () => Told(Each(9, Session)), "");
        yield return new(Kind, "somebody without a name", () => Told([.. Each(9, Unit).Select(stored => stored with { Peer = null })]), "");
        yield return new(Kind, "5 units within a minute", () => Told(Each(5, Unit, 14_999)), Says("5 units", -60));
        yield return new(Kind, "5 units over a minute", () => Told(Each(5, Unit, 15_000)), "");
        yield return new(Kind, "5 units, a clock that goes back", () => Told(Each(5, Unit, -1)), "");
        yield return new(Kind, "5 units, and 64 others meanwhile", () => Told([.. Each(4, Unit), .. Crowd(64), .. Each(5, Unit)[4..]]), "");
        yield return new(Kind, "and 63 others", () => Told([.. Each(4, Unit), .. Crowd(63), .. Each(5, Unit)[4..]]), Says("5 units"));
        yield return new(Kind, "9 addresses", () => Told(Knocks(9)), "");
        yield return new(Kind, "10 addresses", () => Told(Knocks(10)), $"{Module} -120 s: handshakes from 10 addresses within a minute");

        StoredEvent[] Crowd(int count) => [.. Enumerable.Range(0, count).Select(
            i => At(-120_000, Refused(), new Peer(PeerTransport.Tls, $"10.9.0.{i}", $"CN=c{i}", "Scada", $"{i:x64}", long.MaxValue)))];

        StoredEvent[] Knocks(int count) => [.. Enumerable.Range(0, count).Select(
            i => At(-120_000, Knocked(1), SimulatedClients.Stranger(i)))];
    }

    // A scan explains the bursts that it makes, at its module.
    private static IEnumerable<AlertEdge> Explained()
    {
        EventRecord knock = Knocked(30);
        EventRecord many = Refused(repeats: 100);
        foreach ((AlertKind kind, EventRecord burst) in new[] { (AlertKind.HandshakeBurst, knock), (AlertKind.RefusalBurst, many) })
        {
            string says = Burst(burst.Repeats, burst, Client, -60);
            string withheld = says.Replace(Module, Module + " withheld", StringComparison.Ordinal);
            yield return new(kind, "of a scan that goes on", () => On(burst, "pump-3"), withheld);
            yield return new(kind, "another module's goes on", () => On(burst, "pump-4"), says);
            yield return new(kind, "of a scan in the same round", () => With(burst, "pump-3"), withheld);
            yield return new(kind, "another module's in the same round", () => With(burst, "pump-4"), says);
        }

        AlertInput On(EventRecord burst, string module) => Told(At(-60_000, burst, Client)) with
        {
            IsOn = (asked, site, of) => (asked, site, of) == (AlertKind.Scan, AlertEdge.Site, module),
        };

        AlertInput With(EventRecord burst, string module)
        {
            AlertInput told = Told(At(-60_000, burst, Client));
            var scan = new Occurrence(new AlertKey(AlertKind.Scan, AlertEdge.Site, module, ""), Now, "scan", 0);
            return told with { Occurrences = [.. told.Occurrences, scan] };
        }
    }
}
