using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>What a module said of itself on <c>state</c>. Immutable.</summary>
public sealed record StateReport
{
    private const int HashBytes = 32;
    private const long MaxUtc = 253_402_300_799_999;

    /// <summary>Whether it is there; false is the Will, or its goodbye.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Number of its start.</summary>
    public int Boot { get; init; }

    /// <summary>Number of the connection that this speaks of, within the start.</summary>
    public int Connection { get; init; }

    /// <summary>Name of its stream of events, hex.</summary>
    public string Stream { get; init; } = "";

    /// <summary>Offline: whether it said goodbye.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether it told what is in force: not when it is away, nor to a broker that takes too little.</summary>
    public bool IsWhole { get; init; }

    /// <summary><c>enforce</c> or <c>observe</c>.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Whether nobody is let in.</summary>
    public bool IsIsolated { get; init; }

    public string PolicyName { get; init; } = "";

    public int PolicyVersion { get; init; }

    /// <summary>SHA-256 of the policy's canonical form, hex; empty for none.</summary>
    public string PolicyHash { get; init; } = "";

    public int Generation { get; init; }

    /// <summary>Its PLC and buses; empty where it told none.</summary>
    public IReadOnlyList<PlcReport> Plcs { get; init; } = [];

    /// <summary>Whether a PLC or a unit of one wants looking after.</summary>
    public bool HasPlcTrouble => Plcs.Any(plc => plc.IsTrouble);

    /// <summary>Reads a message. Null: <paramref name="problem"/> says why.</summary>
    public static StateReport? Read(byte[] bytes, out string problem)
    {
        StrictJson? json = StrictJson.Parse(bytes, out problem);
        if (json == null) return null;
        StateReport state = Presence(json);
        if (HexText.Read(state.Stream, EventBatchFormat.StreamSize) == null) problem = "stream is not 16 bytes in hex";
        if (state.IsOnline && json.Has("mode")) state = WithConfiguration(state, json, ref problem);
        if (json.Problem.Length > 0) problem = json.Problem;
        return problem.Length == 0 ? state : null;
    }

    private static StateReport Presence(StrictJson json)
    {
        bool isOnline = json.Flag("online");
        return new StateReport
        {
            IsOnline = isOnline,
            Boot = (int)json.Number("boot", 0, int.MaxValue),
            Connection = (int)json.Number("connection", 0, int.MaxValue),
            Stream = json.Text("stream"),
            IsStopped = !isOnline && json.Flag("stopped"),
        };
    }

    private static StateReport WithConfiguration(StateReport state, StrictJson json, ref string problem)
    {
        StrictJson policy = json.Object("policy");
        string mode = json.Text("mode");
        string hash = policy.Text("hash");
        if (mode != GuardModeText.Of(GuardMode.Enforce) && mode != GuardModeText.Of(GuardMode.Observe)) problem = "mode is none";
        if (hash.Length > 0 && HexText.Read(hash, HashBytes) == null) problem = "policy.hash is not 32 bytes in hex";
        return state with
        {
            IsWhole = true,
            Mode = mode,
            IsIsolated = json.Flag("isolated"),
            PolicyName = policy.Text("name"),
            PolicyVersion = (int)policy.Number("version", 0, int.MaxValue),
            PolicyHash = hash,
            Generation = (int)json.Number("generation", 0, int.MaxValue),
            Plcs = json.Has("plc") ? [.. json.Objects("plc").Select(Plc)] : [],
        };
    }

    private static PlcReport Plc(StrictJson json) => new(
        json.Text("name"), json.Text("state"), json.Flag("trouble"), json.Number("since", 0, MaxUtc), json.Numbers("silentUnits", 0, 255));
}
