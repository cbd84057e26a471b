using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>Puts tables of traffic together of modules' reports as they arrive. Not thread-safe.</summary>
/// <param name="seals">Verifies them; null: nobody asked.</param>
internal sealed class TrafficFollower(SealChecker? seals)
{
    // Anybody who may publish can invent modules.
    private const int MostStreams = 4096;

    private readonly PartedBatches _parts = new();
    private readonly Dictionary<(string Site, string Module, string Stream), FollowedTraffic> _streams = [];
    private readonly Dictionary<string, int> _broken = [];

    /// <summary>Called with the topic and the bytes of each report, before anything is known of its seal.</summary>
    public Action<string, byte[]>? Arrived { get; init; }

    /// <summary>Whether a seal was broken, or a report is missing that was sealed.</summary>
    public bool HasFailed => seals is { HasFailed: true };

    /// <summary>All streams, by their names.</summary>
    public FollowedTraffic[] All => [.. _streams.OrderBy(each => each.Key).Select(each => each.Value)];

    /// <summary>Takes a message on a module's topic <c>traffic</c>.</summary>
    /// <param name="topic">The topic it came on.</param>
    /// <param name="message">A report, or a part of one.</param>
    /// <param name="problem">What is to be told of it; empty for nothing.</param>
    /// <returns>What it told something new of; null: nothing.</returns>
    public FollowedTraffic? Take(string topic, byte[] message, out string problem)
    {
        problem = "";
        if (ModuleTopic.Parse(topic) is not { Level: ModuleTopic.Traffic } from)
        {
            problem = $"{PeerText.Clean(topic)}: not a topic of traffic";
            return null;
        }
        byte[]? payload = _parts.Take(topic, message);
        if (payload == null) return null;
        TrafficReport? report = TrafficReport.Decode(payload, 0, payload.Length, out TrafficReportFault fault);
        if (report != null) return Take(from, report, payload, topic, out problem);
        problem = $"{from.Site}/{from.Module}: {payload.Length} bytes that are no report of traffic ({fault})";
        return null;
    }

    /// <summary>Reports of a module that do not count because their seal is broken.</summary>
    public int BrokenOf(string name) => _broken.GetValueOrDefault(name);

    private FollowedTraffic? Take(ModuleTopic from, TrafficReport report, byte[] payload, string topic, out string problem)
    {
        Arrived?.Invoke(topic, payload);
        SealState? seal = seals?.Check(report, payload);
        problem = seal is { } state ? Words(from, report, state) : "";
        if (seal == SealState.Broken)
        {
            string name = $"{from.Site}/{from.Module}";
            _broken[name] = _broken.GetValueOrDefault(name) + 1;
            return null;
        }
        FollowedTraffic? followed = Find(from, report);
        if (followed == null)
        {
            problem = $"{from.Site}/{from.Module}: more streams than {MostStreams}, which are not followed";
            return null;
        }
        if (!followed.Module.Take(report)) return null;
        followed.Note(seal);
        return followed;
    }

    private FollowedTraffic? Find(ModuleTopic from, TrafficReport report)
    {
        (string, string, string) key = (from.Site, from.Module, EventText.Hex(report.Stream));
        if (_streams.TryGetValue(key, out FollowedTraffic? known)) return known;
        if (_streams.Count == MostStreams) return null;
        var followed = new FollowedTraffic(new ModuleTraffic(from.Site, from.Module, report.Stream));
        foreach (FollowedTraffic other in _streams.Values)
        {
            if (!report.HasMac && !other.IsSealed && other.Name == followed.Name) other.IsOver = true;
        }
        _streams.Add(key, followed);
        return followed;
    }

    private static string Words(ModuleTopic from, TrafficReport report, SealState state)
    {
        string which = $"report {report.Number} of boot {report.Boot}";
        string what = state switch
        {
            SealState.Gap => $"SEAL GAP  reports before number {report.Number} of boot {report.Boot} are missing, or came in another order",
            SealState.Broken when !report.HasMac => $"SEAL BROKEN  {which} has no seal; it does not count",
            SealState.Broken => $"SEAL BROKEN  {which} was changed, or is not this module's; it does not count",
            _ => "",
        };
        return what.Length == 0 ? "" : $"{from.Site}/{from.Module}  {what}";
    }
}
