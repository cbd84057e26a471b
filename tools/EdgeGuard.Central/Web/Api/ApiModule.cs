using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>A module, as programs are told of it.</summary>
internal sealed record ApiModule
{
    public required string Site { get; init; }

    public required string Module { get; init; }

    public required bool Online { get; init; }

    [Description("enforce or observe; absent where it did not tell.")]
    public string? Mode { get; init; }

    [Description("Whether it lets nobody in.")]
    public bool? Isolated { get; init; }

    public string? Policy { get; init; }

    public long? PolicyVersion { get; init; }

    [Description("SHA-256 of the canonical form of the policy in force, as the module says.")]
    public string? PolicyHash { get; init; }

    [Description("What the seal of its last events proved: verified, unverified or unsealed.")]
    public string? Seal { get; init; }

    public required long Events { get; init; }

    [Description("Events that it numbered and that never arrived.")]
    public required long MissingEvents { get; init; }

    public string? Software { get; init; }

    public required IReadOnlyList<ApiPlc> Plcs { get; init; }

    public string? FirstHeardAt { get; init; }

    public string? HeardAt { get; init; }

    internal static ApiModule Of(ModuleView view)
    {
        StateReport? state = view.State is { IsWhole: true } ? view.State : null;
        return new ApiModule
        {
            Site = view.Site,
            Module = view.Name,
            Online = view.IsOnline,
            Mode = state?.Mode,
            Isolated = state?.IsIsolated,
            Policy = state?.PolicyName,
            PolicyVersion = state?.PolicyVersion,
            PolicyHash = state is { PolicyHash.Length: > 0 } ? state.PolicyHash : null,
            Seal = view.Seal is { } seal ? SealWords.Of(seal) : null,
            Events = view.Events,
            MissingEvents = view.Missing,
            Software = view.Inventory?.Software,
            Plcs = [.. (state?.Plcs ?? []).Select(ApiPlc.Of)],
            FirstHeardAt = Moment.Of(view.FirstHeardAt),
            HeardAt = Moment.Of(view.HeardAt),
        };
    }
}
